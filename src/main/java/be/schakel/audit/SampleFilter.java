package be.schakel.audit;

import be.schakel.disclosure.DisclosureQuery;
import be.schakel.disclosure.TreeSize;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * What a sample is drawn from: the conditions of a search of the log.
 *
 * @param tree at which the log was frozen; what was drawn before trees froze it has an end instead,
 *     and draws the same in any tree that is newer
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SampleFilter(
    Optional<OffsetDateTime> from,
    Optional<OffsetDateTime> to,
    Optional<String> partner,
    Optional<String> recipient,
    Optional<String> subject,
    Optional<UUID> referral,
    Optional<LogOutcome> outcome,
    Optional<LegalGround> ground,
    Optional<LogAction> action,
    Optional<TreeSize> tree) {

  static final SampleFilter EVERYTHING =
      new SampleFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * The same as a search.
   *
   * @throws be.schakel.problem.SchakelProblem {@code FROM_AFTER_TO}
   */
  DisclosureQuery query() {
    return new DisclosureQuery(
        from.map(OffsetDateTime::toInstant),
        to.map(OffsetDateTime::toInstant),
        partner,
        recipient,
        subject,
        referral,
        outcome,
        ground,
        action,
        DisclosureQuery.MOST,
        Optional.empty());
  }

  /** The same, of what stands in this tree. */
  SampleFilter within(TreeSize tree) {
    return new SampleFilter(
        from,
        to,
        partner,
        recipient,
        subject,
        referral,
        outcome,
        ground,
        action,
        Optional.of(tree));
  }
}
