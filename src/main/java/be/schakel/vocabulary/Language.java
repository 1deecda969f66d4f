package be.schakel.vocabulary;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages people are answered in; Dutch where nothing else is asked. */
public enum Language {
  NL,
  FR,
  EN;

  /** The language tag (RFC 5646): {@code nl}, {@code fr}, {@code en}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language whose tag this is, in any case; a region ({@code nl-BE}) makes no difference. */
  public static Optional<Language> ofTag(String tag) {
    var primary = tag.strip().split("-", 2)[0];
    return Arrays.stream(values()).filter(one -> one.tag().equalsIgnoreCase(primary)).findFirst();
  }

  /**
   * The language for an {@code Accept-Language} header (RFC 9110 12.5.4) by lookup (RFC 4647 3.4):
   * {@code nl-BE} finds {@code nl}; {@code *} finds the first language not named; {@code q=0} is a
   * refusal. Never fails: what cannot be read is passed over, and Dutch is what remains.
   *
   * @param header as received, several lines joined by commas; {@code null} when there was none
   */
  public static Language accepted(String header) {
    if (header == null) {
      return NL;
    }
    var ranges =
        Arrays.stream(header.split(",")).map(Range::parse).flatMap(Optional::stream).toList();
    var named = EnumSet.noneOf(Language.class);
    ranges.forEach(range -> ofTag(range.tag()).ifPresent(named::add));
    return ranges.stream()
        .filter(range -> range.weight() > 0)
        .sorted(Comparator.comparingDouble(Range::weight).reversed())
        .flatMap(range -> range.find(named).stream())
        .findFirst()
        .orElse(NL);
  }

  private record Range(String tag, double weight) {

    static Optional<Range> parse(String element) {
      var parts = List.of(element.split(";", 2));
      var tag = parts.get(0).strip();
      if (parts.size() == 1) {
        return Optional.of(new Range(tag, 1));
      }
      var weight = parts.get(1).replace(" ", "").replace("\t", "").toLowerCase(Locale.ROOT);
      // RFC 9110 12.4.2: 0 to 1 with at most three decimals
      return weight.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
          ? Optional.of(new Range(tag, Double.parseDouble(weight.substring(2))))
          : Optional.empty();
    }

    Optional<Language> find(Set<Language> named) {
      return tag.equals("*")
          ? Arrays.stream(values()).filter(one -> !named.contains(one)).findFirst()
          : ofTag(tag);
    }
  }
}
