package be.schakel.vocabulary;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Texts for people in every {@link Language}, read once from one UTF-8 properties file for each:
 * {@code <base>_nl.properties}, {@code <base>_fr.properties}, {@code <base>_en.properties}.
 *
 * <p>Immutable. A file that is absent or names a key twice is a fault of the build and fails when
 * it is read.
 */
public final class Wording {

  private final String base;
  private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);

  private Wording(String base) {
    this.base = base;
    for (var language : Language.values()) {
      texts.put(language, read(base + "_" + language.tag() + ".properties"));
    }
  }

  /**
   * @param base where the files are on the class path, without language: {@code i18n/codes}
   */
  public static Wording of(String base) {
    return new Wording(base);
  }

  /** The text of a key; asking for a key that is not there is a fault of the code. */
  public String text(String key, Language language) {
    var text = texts.get(language).get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + base + " " + language.tag());
    }
    return text;
  }

  /** The text of a key that not every key of its kind has. */
  public Optional<String> find(String key, Language language) {
    return Optional.ofNullable(texts.get(language).get(key));
  }

  public Set<String> keys(Language language) {
    return Set.copyOf(texts.get(language).keySet());
  }

  private static Map<String, String> read(String resource) {
    var once = new Once();
    try (var in = Wording.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      once.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(resource, broken);
    }
    var texts = new TreeMap<String, String>();
    once.stringPropertyNames().forEach(key -> texts.put(key, once.getProperty(key)));
    return texts;
  }

  /** Properties silently keep the last of two equal keys, which would hide a slip of the pen. */
  private static final class Once extends Properties {

    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Object put(Object key, Object text) {
      if (super.put(key, text) != null) {
        throw new IllegalArgumentException("two texts for " + key);
      }
      return null;
    }
  }
}
