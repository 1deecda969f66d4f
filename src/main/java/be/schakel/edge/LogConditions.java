package be.schakel.edge;

import be.schakel.disclosure.DisclosureCursor;
import be.schakel.disclosure.DisclosureQuery;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What every search of the log can be asked with, whether it lists, counts or exports. */
public final class LogConditions {

  @QueryParam("from")
  Instant from;

  @QueryParam("to")
  Instant to;

  @QueryParam("partner")
  String partner;

  @QueryParam("recipient")
  String recipient;

  @QueryParam("subject")
  String subject;

  @QueryParam("referral")
  UUID referral;

  @QueryParam("outcome")
  LogOutcome outcome;

  @QueryParam("ground")
  LegalGround ground;

  @QueryParam("action")
  LogAction action;

  /** The question, of pages as long as they may be. */
  public DisclosureQuery query() {
    return query(DisclosureQuery.MOST, Optional.empty());
  }

  /**
   * The question for one page.
   *
   * @throws be.schakel.problem.SchakelProblem what was asked with is out of its bounds
   */
  DisclosureQuery query(int limit, Optional<DisclosureCursor> after) {
    return new DisclosureQuery(
        Optional.ofNullable(from),
        Optional.ofNullable(to),
        Optional.ofNullable(partner),
        Optional.ofNullable(recipient),
        Optional.ofNullable(subject),
        Optional.ofNullable(referral),
        Optional.ofNullable(outcome),
        Optional.ofNullable(ground),
        Optional.ofNullable(action),
        limit,
        after);
  }
}
