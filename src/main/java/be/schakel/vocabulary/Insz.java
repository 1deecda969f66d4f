package be.schakel.vocabulary;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A national number (rijksregisternummer or BIS number): eleven digits {@code YYMMDD OOO CC} (rules
 * of the national register; domain file 4.7).
 *
 * <p>Its checks find remarks, never errors: partners hold numbers with typing mistakes and still
 * have to report a child, so a number is stored as given. Nor is the date or gender inside it ever
 * authoritative. Pure.
 *
 * @param value the number as given, without the dots, dashes, slashes and spaces people put in it
 */
public record Insz(String value) {

  /** What can be remarked about a number. */
  public enum Finding {
    /** Not eleven digits. */
    FORMAT,
    /** The two last digits do not follow from the others. */
    CHECKSUM,
    /** The checksum is right, but nobody can be born in that month, on that day or yet. */
    IMPOSSIBLE_DATE,
    /** The stated birth date is another one than the number's. */
    BIRTH_DATE_MISMATCH,
    /** The stated gender is another one than the number's. */
    GENDER_MISMATCH
  }

  private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\p{Zs}\\p{Pd}./]+");
  private static final Pattern ELEVEN_DIGITS = Pattern.compile("[0-9]{11}");

  public Insz {
    value = PUNCTUATION.matcher(value).replaceAll("");
  }

  /**
   * What is remarkable about the number by itself.
   *
   * @param today the day in Europe/Brussels
   */
  public Set<Finding> findings(LocalDate today) {
    if (!wellFormed()) {
      return Set.of(Finding.FORMAT);
    }
    var century = century();
    if (century.isEmpty()) {
      return Set.of(Finding.CHECKSUM);
    }
    var possible = century.flatMap(this::earliest).filter(day -> !day.isAfter(today)).isPresent();
    return possible ? Set.of() : Set.of(Finding.IMPOSSIBLE_DATE);
  }

  /** Whether a stated birth date agrees; no remark where the number holds no whole, sound date. */
  public Set<Finding> against(LocalDate birthDate) {
    return birthDate().filter(implied -> !implied.equals(birthDate)).isPresent()
        ? Set.of(Finding.BIRTH_DATE_MISMATCH)
        : Set.of();
  }

  /** Whether a stated gender agrees; no remark where the number or the statement tells none. */
  public Set<Finding> against(Gender gender) {
    var stated = gender == Gender.MALE || gender == Gender.FEMALE;
    return stated && gender().filter(implied -> implied != gender).isPresent()
        ? Set.of(Finding.GENDER_MISMATCH)
        : Set.of();
  }

  /** The birth date inside the number, where it is whole and sound. A hint, never a fact. */
  public Optional<LocalDate> birthDate() {
    return !wellFormed() || month() == 0 || day() == 0
        ? Optional.empty()
        : century().flatMap(this::earliest);
  }

  /** The gender inside the number; a BIS number may have been issued without knowing it. */
  public Optional<Gender> gender() {
    if (!wellFormed() || century().isEmpty() || month() > 12 || monthField() / 20 == 1) {
      return Optional.empty();
    }
    var odd = Integer.parseInt(value.substring(6, 9)) % 2 == 1;
    return Optional.of(odd ? Gender.MALE : Gender.FEMALE);
  }

  public boolean wellFormed() {
    return ELEVEN_DIGITS.matcher(value).matches();
  }

  /** Without the number: it must not reach a log by way of a message. */
  @Override
  public String toString() {
    return "Insz";
  }

  /**
   * The century for which the checksum is right: from 2000 on a 2 stands before the nine digits. As
   * 2,000,000,000 is no multiple of 97, it is never right for both.
   */
  private Optional<Integer> century() {
    var nine = Long.parseLong(value.substring(0, 9));
    var check = Integer.parseInt(value.substring(9));
    return Stream.of(1900, 2000)
        .filter(century -> 97 - (century == 2000 ? 2_000_000_000L + nine : nine) % 97 == check)
        .findFirst();
  }

  /**
   * The first day the date field can mean. Month 00 is an unknown date or an exhausted counter, and
   * then the day counts on; day 00 is an unknown day.
   */
  private Optional<LocalDate> earliest(int century) {
    var year = century + Integer.parseInt(value.substring(0, 2));
    if (month() == 0) {
      return Optional.of(LocalDate.of(year, 1, 1));
    }
    try {
      return Optional.of(LocalDate.of(year, month(), Math.max(1, day())));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private int monthField() {
    return Integer.parseInt(value.substring(2, 4));
  }

  /** The month without what a BIS number adds to it; above 12 it is none. */
  private int month() {
    var field = monthField();
    return field < 60 ? field % 20 : field;
  }

  private int day() {
    return Integer.parseInt(value.substring(4, 6));
  }
}
