package be.schakel.vocabulary;

import java.util.Map;

/**
 * The same text in Dutch, French and English; who writes the answer picks the language of its
 * reader.
 */
public record LocalizedText(Map<Language, String> texts) {

  public LocalizedText {
    texts = Map.copyOf(texts);
  }

  /** The text of a code. */
  public static LocalizedText of(Enum<?> code) {
    return new LocalizedText(
        Map.of(
            Language.NL, Display.of(code, Language.NL),
            Language.FR, Display.of(code, Language.FR),
            Language.EN, Display.of(code, Language.EN)));
  }

  /** In that language, else in Dutch. */
  public String in(Language language) {
    return texts.getOrDefault(language, texts.get(Language.NL));
  }
}
