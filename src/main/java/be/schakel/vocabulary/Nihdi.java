package be.schakel.vocabulary;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A RIZIV/INAMI number of a care professional (eleven digits) or a hospital (eight digits): six
 * digits, two check digits, and for a professional three digits of qualification (domain file 4.7).
 *
 * <p>A wrong check is a remark, never an error. Pure.
 *
 * @param value the number as given, without the dots, dashes, slashes and spaces people put in it
 */
public record Nihdi(String value) {

  private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\p{Zs}\\p{Pd}./]+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{8}([0-9]{3})?");

  public Nihdi {
    value = PUNCTUATION.matcher(value).replaceAll("");
  }

  /**
   * Whether the check digits are right for one of the moduli in use.
   *
   * @param moduli configuration, as the institute adds new ones: 97 and 89, perhaps 83 and 79
   */
  public boolean plausible(Collection<Integer> moduli) {
    if (!DIGITS.matcher(value).matches()) {
      return false;
    }
    var six = Integer.parseInt(value.substring(0, 6));
    var check = Integer.parseInt(value.substring(6, 8));
    return moduli.stream().anyMatch(modulus -> modulus - six % modulus == check);
  }

  /** Without the number: it may be a person's. */
  @Override
  public String toString() {
    return "Nihdi";
  }
}
