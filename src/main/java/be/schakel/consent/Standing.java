package be.schakel.consent;

import be.schakel.policy.Evidence;
import be.schakel.vocabulary.ConsentStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a consent may be used at a moment, and why not.
 *
 * @param evidence for the policy, while it is usable
 * @param endsAt when it ends, or covers less, at the latest as things are on record now; exclusive
 */
public record Standing(State state, Optional<Evidence.Consented> evidence, Instant endsAt) {

  /** Why a consent may be used or not. */
  public enum State {
    USABLE,
    /** Its first day is still to come. */
    NOT_YET,
    OVER,
    /** Refused, withdrawn or superseded. */
    STOPPED,
    CASE_CLOSED,
    /** The child is of an age to decide itself and has not. */
    CHILD_MUST_CONFIRM,
    /** It was given while the person was a minor. */
    PERSON_IS_ADULT,
    /** Somebody who must give it has not, or who gave it could not. */
    GIVER_MISSING,
    /** A holder of parental authority is known to disagree. */
    DISAGREEMENT
  }

  public Standing {
    Objects.requireNonNull(state);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(endsAt);
  }

  /** How the record stands in the words of the code list, birthdays and ends included. */
  public ConsentStatus shown(Consent consent) {
    return switch (state) {
      case CHILD_MUST_CONFIRM -> ConsentStatus.PENDING_CHILD_CONFIRMATION;
      case OVER, CASE_CLOSED, PERSON_IS_ADULT -> ConsentStatus.EXPIRED;
      case USABLE, NOT_YET, STOPPED, GIVER_MISSING, DISAGREEMENT -> consent.status();
    };
  }
}
