package be.schakel.edge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds a person's number, or that of a judicial file, in a URL, where it would be written down by
 * every machine on the way.
 *
 * <p>Pure, and careful rather than clever: it looks at whole values, so that a UUID or a cursor
 * with many digits is not taken for one. What it finds is told to nobody.
 */
public final class PersonInUrl {

  private static final Set<String> NAMES =
      Set.of("insz", "ssin", "niss", "rrn", "rijksregisternummer", "nationalnumber", "bsn");

  private static final Set<String> PEOPLE =
      Set.of("patient", "subject", "for", "person", "relatedperson", "beneficiary");

  private static final Pattern PERSON_SYSTEM =
      Pattern.compile(".*/(ssin|insz|niss)|urn:oid:2\\.16\\.840\\.1\\.113883\\.3\\.6777\\.5\\.1");

  /** Year, month (a BIS number adds 20 or 40), day, counter, check digits. */
  private static final Pattern NUMBER =
      Pattern.compile("\\d{2}(0\\d|1[0-2]|2\\d|3[0-2]|4\\d|5[0-2])([0-2]\\d|3[01])\\d{5}");

  private static final Pattern PUNCTUATION = Pattern.compile("[\\s./\\p{Pd}]+");

  /** The parket's notitienummer, such as AN45.L3.001234/2026. */
  private static final Pattern JUDICIAL_FILE =
      Pattern.compile("[A-Za-z]{2}\\d{2}\\.[A-Za-z0-9]{2}\\.\\d{1,7}[/-]\\d{2,4}");

  /** The same inside another text; in a UUID such digits stand beside hexadecimal ones. */
  private static final Pattern NUMBER_WITHIN =
      Pattern.compile(
          "(?<![0-9A-Fa-f])\\d{2}[./-]?\\d{2}[./-]?\\d{2}[./-]?\\d{3}[./-]?\\d{2}(?![0-9A-Fa-f])");

  private PersonInUrl() {}

  /**
   * @param path as received, percent-encoded
   * @param query as received, percent-encoded, or {@code null}
   */
  public static boolean found(String path, String query) {
    return Arrays.stream(path.split("[/;=,]"))
            .map(PersonInUrl::decoded)
            .anyMatch(PersonInUrl::value)
        || JUDICIAL_FILE.matcher(decoded(lastSegments(path))).matches()
        || query != null && Arrays.stream(query.split("[&;]")).anyMatch(PersonInUrl::parameter);
  }

  /** Whether a value by itself is such a number. */
  static boolean value(String value) {
    var token = value.substring(value.lastIndexOf('|') + 1).strip();
    return NUMBER.matcher(PUNCTUATION.matcher(token).replaceAll("")).matches()
        || JUDICIAL_FILE.matcher(token).matches();
  }

  /** Whether such a number stands anywhere in a text. */
  static boolean within(String text) {
    return JUDICIAL_FILE.matcher(text).find()
        || NUMBER_WITHIN
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .anyMatch(PersonInUrl::value);
  }

  private static boolean parameter(String pair) {
    var parts = pair.split("=", 2);
    var name = decoded(parts[0]).toLowerCase(Locale.ROOT);
    var value = parts.length == 2 ? decoded(parts[1]) : "";
    var bar = value.indexOf('|');
    return NAMES.contains(name.split("[:.]", 2)[0])
        || identifierOfPerson(name)
        || bar > 0 && PERSON_SYSTEM.matcher(value.substring(0, bar)).matches()
        || Arrays.stream(value.split(",")).anyMatch(PersonInUrl::value);
  }

  /**
   * {@code patient.identifier}, {@code subject:Patient.identifier}, {@code for.identifier}, … Word
   * by word, because an expression with three gaps takes seconds for a name made for that.
   */
  private static boolean identifierOfPerson(String name) {
    var person = false;
    for (var word : name.split("[.:]")) {
      if (person && word.equals("identifier")) {
        return true;
      }
      person |= PEOPLE.contains(word);
    }
    return false;
  }

  /** A notitienummer holds a slash: as the last two segments it is still one. */
  private static String lastSegments(String path) {
    var parts = path.split("/");
    return parts.length < 2 ? path : parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }
}
