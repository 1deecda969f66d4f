package be.schakel.referral;

import be.schakel.medical.DocumentBytes;
import be.schakel.vocabulary.Insz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The national numbers of the children of a report: whose number stands in a document is whom it is
 * about too, whatever its sender says, so that it never leaves with the consent for another.
 *
 * <p>What is looked at costs the same however many children there are. Immutable.
 *
 * @param <K> what children are known by: a key or an id
 */
public final class Numbers<K extends Comparable<K>> {

  private final Map<String, Set<K>> owners = new HashMap<>();

  private Numbers() {}

  /**
   * @param children by key or id, with the number of each
   */
  public static <K extends Comparable<K>> Numbers<K> of(Map<K, Insz> children) {
    var numbers = new Numbers<K>();
    children.forEach(
        (child, number) ->
            numbers.owners.computeIfAbsent(number.value(), any -> new TreeSet<>()).add(child));
    return numbers;
  }

  /** The children of that number; seldom more than one. */
  public Set<K> of(Insz number) {
    return owners.getOrDefault(number.value(), Set.of());
  }

  /** The children whose number stands in these bytes. */
  public Set<K> in(byte[] document) {
    var search = new Search();
    search.write(document, 0, document.length);
    return search.found();
  }

  /** The same of bytes at rest, read piece by piece. */
  Set<K> in(DocumentBytes document) {
    var search = new Search();
    try {
      document.writeTo(search);
    } catch (IOException heldByTheTransaction) {
      throw new UncheckedIOException(heldByTheTransaction);
    }
    return search.found();
  }

  private final class Search extends NumberStream {

    private final Set<K> found = new TreeSet<>();

    @Override
    void number(String digits) {
      found.addAll(owners.getOrDefault(digits, Set.of()));
    }

    Set<K> found() {
      close();
      return found;
    }
  }
}
