package be.schakel.policy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The terms of the policy as a file has them. A property that is missing or malformed is refused by
 * name, and at the end so is one that nobody read.
 */
final class TermsFile {

  private final Properties properties = new Strict();
  private final Set<String> read = new HashSet<>();

  TermsFile(String text) {
    try {
      properties.load(new StringReader(text));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Of two lines with the same name the JDK would silently take the last. */
  private static final class Strict extends Properties {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Object put(Object name, Object value) {
      if (containsKey(name)) {
        throw refused(String.valueOf(name), "stands twice", null);
      }
      return super.put(name, value);
    }
  }

  String text(String name) {
    read.add(name);
    var value = properties.getProperty(name, "").trim();
    if (value.isEmpty()) {
      throw refused(name, "is missing", null);
    }
    return value;
  }

  int number(String name) {
    return number(name, text(name));
  }

  /** Numbers between commas, in the order of the file. */
  List<Integer> numbers(String name) {
    return words(name).stream().map(word -> number(name, word)).toList();
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw refused(name, "is no number", wrong);
    }
  }

  /** Words between commas, in the order of the file. */
  Set<String> words(String name) {
    var words = new LinkedHashSet<String>();
    for (var word : text(name).split(",", -1)) {
      if (!words.add(word.trim())) {
        throw refused(name, "names a word twice", null);
      }
    }
    return words;
  }

  <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
    var words = new LinkedHashSet<E>();
    words(name).forEach(word -> words.add(word(name, type, word)));
    return words;
  }

  /** Every property whose name begins so, by the rest of its name. */
  <V> Map<String, V> under(String prefix, Function<String, V> value) {
    var found = new TreeMap<String, V>();
    for (var name : properties.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), value.apply(name));
      }
    }
    return found;
  }

  static <E extends Enum<E>> E word(String name, Class<E> type, String word) {
    try {
      return Enum.valueOf(type, word);
    } catch (IllegalArgumentException unknown) {
      var known = Arrays.toString(type.getEnumConstants());
      throw refused(name, "has a word that is not one of " + known, unknown);
    }
  }

  static IllegalArgumentException refused(String name, String why, Throwable cause) {
    return new IllegalArgumentException("policy property " + name + " " + why, cause);
  }

  /** Called when all is read. */
  void noOther() {
    for (var name : properties.stringPropertyNames()) {
      if (!read.contains(name)) {
        throw refused(name, "is unknown", null);
      }
    }
  }
}
