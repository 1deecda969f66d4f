package be.schakel.audit;

import be.schakel.disclosure.DisclosureQuery;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** What a sample is drawn from: the conditions of a search of the log. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SampleFilter(
    Optional<OffsetDateTime> from,
    Optional<OffsetDateTime> to,
    Optional<String> partner,
    Optional<String> subject,
    Optional<UUID> referral,
    Optional<LogOutcome> outcome,
    Optional<LegalGround> ground,
    Optional<LogAction> action) {

  static final SampleFilter EVERYTHING =
      new SampleFilter(
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
        subject,
        referral,
        outcome,
        ground,
        action,
        DisclosureQuery.MOST,
        Optional.empty());
  }

  SampleFilter until(Instant end) {
    return new SampleFilter(
        from,
        Optional.of(end.atOffset(ZoneOffset.UTC)),
        partner,
        subject,
        referral,
        outcome,
        ground,
        action);
  }
}
