package be.schakel.vocabulary;

import java.util.regex.Pattern;

/**
 * An enterprise number (KBO/BCE): ten digits, the first 0 or 1, the last two a check (domain file
 * 4.7). Pure.
 *
 * @param value the number as given, without {@code BE}, dots, dashes and spaces; the older form of
 *     nine digits has its zero in front
 */
public record Cbe(String value) {

  private static final Pattern AROUND = Pattern.compile("(?i)^\\s*BE|[\\s\\p{Zs}\\p{Pd}./]+");
  private static final Pattern NINE_DIGITS = Pattern.compile("[0-9]{9}");
  private static final Pattern TEN_DIGITS = Pattern.compile("[01][0-9]{9}");

  public Cbe {
    value = AROUND.matcher(value).replaceAll("");
    if (NINE_DIGITS.matcher(value).matches()) {
      value = "0" + value;
    }
  }

  public boolean plausible() {
    if (!TEN_DIGITS.matcher(value).matches()) {
      return false;
    }
    var eight = Integer.parseInt(value.substring(0, 8));
    return 97 - eight % 97 == Integer.parseInt(value.substring(8));
  }
}
