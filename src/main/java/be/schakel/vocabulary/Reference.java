package be.schakel.vocabulary;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reference of a referral that people read to each other over the telephone: {@code 7K3M-92QF}.
 *
 * <p>Random, so it tells nothing about place, centre or time. Its alphabet is Crockford's base 32
 * without the vowels, so that no two characters are taken for each other and no word appears. Two
 * can be equal by chance (30^8 exist): the table that keeps them has to refuse the second.
 *
 * @param value eight characters in two groups
 */
public record Reference(String value) {

  /** Under which it is a business identifier of a report, on both faces. */
  public static final String SYSTEM = "https://schakel.example/fhir/NamingSystem/referral";

  private static final String ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXYZ";
  private static final Pattern FORM =
      Pattern.compile("[" + ALPHABET + "]{4}-[" + ALPHABET + "]{4}");
  private static final Pattern TYPED = Pattern.compile("[0-9A-Za-z]{8}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public Reference {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a reference");
    }
  }

  public static Reference random() {
    var value = new StringBuilder(9);
    for (var i = 0; i < 8; i++) {
      if (i == 4) {
        value.append('-');
      }
      value.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new Reference(value.toString());
  }

  /** What somebody typed: any case, with or without hyphen, O for zero and I or L for one. */
  public static Optional<Reference> parse(String typed) {
    var plain = typed.replaceAll("[\\s-]", "");
    if (!TYPED.matcher(plain).matches()) {
      return Optional.empty();
    }
    var clear =
        plain.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
    var grouped = clear.substring(0, 4) + "-" + clear.substring(4);
    return FORM.matcher(grouped).matches() ? Optional.of(new Reference(grouped)) : Optional.empty();
  }
}
