package be.schakel.referral;

import be.schakel.vocabulary.Insz;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The children whose national number stands in a document: it is about them too, whatever its
 * sender says, so that it never leaves with the consent for another. A number is found in any text
 * of one byte for a digit, with or without punctuation; not in what is packed. Pure.
 */
public final class Numbers {

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![0-9])[0-9]{2}[-./ ]?[0-9]{2}[-./ ]?[0-9]{2}[-./ ]{0,3}[0-9]{3}[-./ ]?[0-9]{2}(?![0-9])");

  private Numbers() {}

  /**
   * @param children by key or id, of those that may be found; none costs nothing
   */
  public static <K extends Comparable<K>> Set<K> in(byte[] document, Map<K, Insz> children) {
    var found = new TreeSet<K>();
    if (!children.isEmpty()) {
      NUMBER
          .matcher(new String(document, StandardCharsets.ISO_8859_1))
          .results()
          .map(match -> new Insz(match.group()))
          .filter(children::containsValue)
          .forEach(
              number ->
                  children.forEach(
                      (child, own) -> {
                        if (own.equals(number)) {
                          found.add(child);
                        }
                      }));
    }
    return found;
  }
}
