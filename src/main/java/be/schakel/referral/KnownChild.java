package be.schakel.referral;

import be.schakel.disclosure.CaseFacts;
import java.util.UUID;

/**
 * A child of a report that is not taken back, found by a hash, whoever asks.
 *
 * @param facts enough of its report, with this child alone, to decide whether somebody sees already
 *     who it is, and to tell its centre
 */
public record KnownChild(CaseFacts facts) {

  public UUID referral() {
    return facts.referral();
  }

  public UUID child() {
    return facts.children().get(0).id();
  }
}
