package be.schakel.consent;

import java.util.Objects;
import java.util.UUID;

/**
 * What the centre put on record about who decides for a child; of each kind and person the newest
 * counts.
 *
 * @param person the place of the person it is about in the submission, from 1; 0 for the child
 */
public record Fact(UUID child, int person, Kind kind, String value) {

  /** What it says, and what its value may be. */
  public enum Kind {
    /** A {@link ChildFacts.Capacity}. */
    CAPACITY,
    /** An {@code AuthorityStatus}. */
    AUTHORITY,
    /** {@code true}: a document about delegated authority is on record. */
    DELEGATION_DOCUMENTED,
    /** {@code true}: known not to agree with disclosures about the child. */
    DISAGREES,
    /** {@code true}: set by the owner centre, with motivation, author and review date. */
    ALLEGED_PERPETRATOR,
    /** {@code true}: nobody may infer where the child is (H8). */
    SECRET_ADDRESS
  }

  public Fact {
    Objects.requireNonNull(child);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
  }

  boolean isTrue() {
    return value.equals("true");
  }
}
