package be.schakel.rights;

import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who received what and why, in plain words. Pure. */
final class Words {

  private static final Wording WORDING = Wording.of("i18n/rights");

  private Words() {}

  /** Which text says why; without a ground, a centre had the case itself or named none. */
  static String because(Optional<LegalGround> ground, Optional<DisclosureWay> way) {
    return "because."
        + ground
            .map(Enum::name)
            .orElse(
                way.map(known -> known == DisclosureWay.SEIZURE_ORDER ? "ORDER" : "UNSAID")
                    .orElse("CENTRE"));
  }

  static LocalizedText of(String key) {
    return in(language -> text(key, language));
  }

  static String text(String key, Language language) {
    return WORDING.text(key, language);
  }

  /**
   * The text as it is said to a reader of their own, where it has one.
   *
   * @param voices what its key begins with then, the first that there is
   */
  static String text(List<String> voices, String key, Language language) {
    var known = WORDING.keys(language);
    return text(
        voices.stream().map(voice -> voice + key).filter(known::contains).findFirst().orElse(key),
        language);
  }

  private static LocalizedText in(Function<Language, String> text) {
    return new LocalizedText(
        Arrays.stream(Language.values()).collect(Collectors.toMap(Function.identity(), text)));
  }
}
