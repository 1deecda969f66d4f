package be.schakel.problem;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people read of the error catalogue: a title that names the problem and a detail that says
 * what to do next, in Dutch, French and English.
 *
 * <p>Pure and thread safe. The English texts are ASCII without quotes, so that they also fit {@code
 * error_description} (RFC 6749 5.2) and {@code WWW-Authenticate}.
 */
public final class Texts {

  private static final Wording WORDING = Wording.of("i18n/problems");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final String UNTOLD = "...";

  private Texts() {}

  public static String title(Code code, Language language) {
    return WORDING.text(code + ".title", language);
  }

  /**
   * @param arguments what fills the places, as {@link Code#places()} names them; a place without
   *     argument shows dots. What is now told with a place and now without has a wording for each
   */
  public static String detail(Code code, List<String> arguments, Language language) {
    var placed = arguments.isEmpty() ? null : WORDING.find(code + ".at", language).orElse(null);
    return filled(placed == null ? WORDING.text(code + ".detail", language) : placed, arguments);
  }

  /**
   * The same for who speaks FHIR: a detail that names a property or an address of the JSON face has
   * another one beside it, which names the element or the interaction.
   */
  public static String inFhir(Code code, List<String> arguments, Language language) {
    return WORDING
        .find(code + ".fhir", language)
        .map(text -> filled(text, arguments))
        .orElseGet(() -> detail(code, arguments, language));
  }

  private static String filled(String text, List<String> arguments) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(argument(arguments, place.group(1))));
  }

  /** The detail of each issue beside its place, as both the errors and the warnings show it. */
  public static List<Told> tell(List<Issue> issues, Language language) {
    return issues.stream()
        .map(
            issue ->
                new Told(
                    issue.pointer(),
                    issue.code(),
                    detail(issue.code(), issue.arguments(), language)))
        .toList();
  }

  private static String argument(List<String> arguments, String place) {
    var index = Integer.parseInt(place);
    return index < arguments.size() ? arguments.get(index) : UNTOLD;
  }
}
