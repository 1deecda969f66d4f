package be.schakel.disclosure;

import be.schakel.vocabulary.DataCategory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A record inside a view that differs from the whole: in the children it is about, who supplied it,
 * or its category.
 */
public interface Part {

  /** The children it is about; none means every child of the case. */
  default Collection<UUID> about() {
    return List.of();
  }

  /**
   * Whose own it is: the partners that supplied it or to which it is addressed; empty when as the
   * whole.
   */
  default Optional<Collection<String>> ownTo() {
    return Optional.empty();
  }

  /**
   * The partners for which it is meant: to any other it does not exist, whatever else would open
   * it. The owner VK sees it in any case. Empty when that is not limited.
   */
  default Optional<Collection<String>> onlyFor() {
    return Optional.empty();
  }

  /** Whether {@link #onlyFor} gives way to whoever a danger to life opens its category. */
  default boolean yieldsToDanger() {
    return false;
  }

  /** The children of whom it is the newest of its category. */
  default Collection<UUID> newestOf() {
    return List.of();
  }

  /** What the log calls it when something of it left: for what has versions of its own. */
  default Optional<String> logged() {
    return Optional.empty();
  }

  /** The category of its {@link Label.Named} components, and of those nested in it. */
  default Optional<DataCategory> category() {
    return Optional.empty();
  }
}
