package be.schakel.disclosure;

/**
 * Something about a report that looks the same whatever is secret in it: its owner alone sees it.
 */
public record OfFile<V extends Record>(CaseFacts facts, V whole) implements Disclosable<V> {

  @Override
  public V view(boolean neutral) {
    return whole;
  }
}
