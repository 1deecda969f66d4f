package be.schakel.edge;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which header of a request that could not be read is to blame (RFC 9110 12.4.2 and 12.5). Pure.
 */
final class UnreadableHeader {

  private static final Pattern MEDIA_RANGE = Pattern.compile("[^/;\\s]+/[^/;\\s]+");
  private static final Pattern WEIGHT = Pattern.compile("(?i)q=.*");
  private static final Pattern GOOD_WEIGHT =
      Pattern.compile("(?i)q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)");

  private UnreadableHeader() {}

  /** Its name; empty when neither is. */
  static Optional<String> of(List<String> accept, List<String> acceptLanguage) {
    if (elements(accept).anyMatch(one -> !MEDIA_RANGE.matcher(range(one)).matches())
        || elements(accept).anyMatch(UnreadableHeader::badlyWeighted)) {
      return Optional.of("Accept");
    }
    return elements(acceptLanguage).anyMatch(UnreadableHeader::badlyWeighted)
        ? Optional.of("Accept-Language")
        : Optional.empty();
  }

  private static Stream<String> elements(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .filter(element -> !element.isBlank());
  }

  private static String range(String element) {
    return element.split(";", 2)[0].strip();
  }

  private static boolean badlyWeighted(String element) {
    return Stream.of(element.split(";"))
        .map(part -> part.replace(" ", "").replace("\t", ""))
        .anyMatch(part -> WEIGHT.matcher(part).matches() && !GOOD_WEIGHT.matcher(part).matches());
  }
}
