package be.schakel.policy;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What acts and their parts are called in French and English, from {@code law-names.csv}. The
 * register cites in the language of the law; a reader gets what it can look up.
 *
 * <p>No translation is official for the acts of the Flemish Community: date and number stay.
 */
final class LawNames {

  private static final String HEADER = "nl;fr;en";

  private static final List<String[]> NAMES = read();

  private LawNames() {}

  /** A citation of the register for each reader; what has no name here stays as it is. */
  static LocalizedText of(String citation) {
    return new LocalizedText(
        Map.of(
            Language.NL, citation,
            Language.FR, in(citation, 1),
            Language.EN, in(citation, 2)));
  }

  private static String in(String citation, int column) {
    var text = citation;
    for (var name : NAMES) {
      text = text.replace(name[0], name[column]);
    }
    return text;
  }

  /** Longest first, since one may be a part of another. */
  private static List<String[]> read() {
    var text = PolicyText.resource("law-names.csv");
    var lines = text.lines().toList();
    if (!lines.get(0).equals(HEADER)) {
      throw new IllegalStateException("law-names.csv has another header");
    }
    return lines.stream()
        .skip(1)
        .filter(line -> !line.isBlank())
        .map(line -> line.split(";", -1))
        .sorted(Comparator.comparingInt((String[] name) -> -name[0].length()))
        .map(name -> Arrays.copyOf(name, 3))
        .toList();
  }
}
