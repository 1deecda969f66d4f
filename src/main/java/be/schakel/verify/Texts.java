package be.schakel.verify;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** What the program says, in one of three languages. */
final class Texts {

  private static final List<String> LANGUAGES = List.of("nl", "fr", "en");
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private final ResourceBundle bundle;

  private Texts(String language) {
    bundle =
        ResourceBundle.getBundle(
            "be.schakel.verify.texts",
            Locale.forLanguageTag(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The language asked for, else the machine's, else English. */
  static Texts in(String language) {
    var found = LANGUAGES.contains(language) ? language : Locale.getDefault().getLanguage();
    return new Texts(LANGUAGES.contains(found) ? found : "en");
  }

  static boolean speaks(String language) {
    return LANGUAGES.contains(language);
  }

  String say(String key, Object... details) {
    var words = Arrays.stream(details).map(Texts::word).toArray();
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(words);
  }

  /** As it stands in the bundle; empty when it has none of that name. */
  String plain(String key) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException none) {
      return "";
    }
  }

  private static String word(Object detail) {
    if (detail instanceof Instant at) {
      var seconds = Instant.ofEpochSecond(at.getEpochSecond());
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(seconds.atZone(BRUSSELS));
    }
    return shown(String.valueOf(detail));
  }

  /** Input must not drive the terminal, or turn the direction of what is read. */
  static String shown(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              var type = Character.getType(point);
              if (type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                shown.append("\\u%04x".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
