package be.schakel.fhir.in;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The numbers by which Belgian systems name caregivers and organisations, as people write them
 * (domain file 4.7). Pure.
 */
enum RegisterNumber {
  /**
   * RIZIV/NIHDI: six digits, two check digits, and for a professional three for the qualification.
   * The check digits follow by 97, or by 89 where the numbers for 97 were used up.
   */
  NIHDI(Set.of("nihdi", "nihdi-organization", "nihdi-professional"), "5.2") {
    @Override
    boolean isSound(String digits) {
      return (digits.length() == 8 || digits.length() == 11)
          && (checks(digits, 6, 97) || checks(digits, 6, 89));
    }
  },
  /** KBO/CBE: eight digits, the first a 0 or 1, and two check digits by 97. */
  CBE(Set.of("cbe"), "5.5") {
    @Override
    boolean isSound(String digits) {
      return digits.length() == 10 && digits.charAt(0) <= '1' && checks(digits, 8, 97);
    }
  };

  private static final String BASE = "https://www.ehealth.fgov.be/standards/fhir/";
  private static final String OID = "urn:oid:2.16.840.1.113883.3.6777.";
  private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\p{Zs}\\p{Pd}./]+");
  private static final Pattern COUNTRY = Pattern.compile("(?i)^BE(?=[0-9])");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final int OLD_CBE = 9;

  private final Set<String> names;
  private final String oid;

  RegisterNumber(Set<String> names, String oid) {
    this.names = names;
    this.oid = oid;
  }

  abstract boolean isSound(String digits);

  /** The one that a FHIR system names, as the Belgian core guide does today or did before. */
  static Optional<RegisterNumber> of(String system) {
    for (var each : values()) {
      if (each.isCurrent(system)
          || system.equals(OID + each.oid)
          || each.names.stream().anyMatch(name -> system.equals(BASE + "NamingSystem/" + name))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether the system is named as the Belgian core guide does today. */
  boolean isCurrent(String system) {
    return names.stream().anyMatch(name -> system.equals(BASE + "core/NamingSystem/" + name));
  }

  /** The name of today for a system of this one. */
  String today(String system) {
    var name = system.substring(system.lastIndexOf('/') + 1);
    return BASE
        + "core/NamingSystem/"
        + (names.contains(name) ? name : name().toLowerCase(Locale.ROOT));
  }

  /**
   * The number without what people put in it; of an enterprise also without its country, and with
   * the 0 that the old numbers lack.
   */
  String plain(String given) {
    var plain = PUNCTUATION.matcher(given).replaceAll("");
    if (this != CBE) {
      return plain;
    }
    var digits = COUNTRY.matcher(plain).replaceFirst("");
    return digits.length() == OLD_CBE && DIGITS.matcher(digits).matches() ? "0" + digits : digits;
  }

  /** Whether a plain number can be one: its digits, their number, and the check digits. */
  boolean holds(String plain) {
    return DIGITS.matcher(plain).matches() && isSound(plain);
  }

  private static boolean checks(String digits, int length, int modulus) {
    var number = Long.parseLong(digits.substring(0, length));
    return modulus - number % modulus == Long.parseLong(digits.substring(length, length + 2));
  }
}
