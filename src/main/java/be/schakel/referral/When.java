package be.schakel.referral;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Which versions are asked for: how it is now, how it was from a moment on, or a page of all of
 * them, the newest first.
 *
 * @param from since when it was so, by the millisecond
 * @param history a page of them
 * @param since none that began before
 * @param limit 1 to {@link ReferralQuery#MOST}
 * @param after where the page before ended
 */
public record When(
    Optional<Instant> from,
    boolean history,
    Optional<OffsetDateTime> since,
    int limit,
    Optional<Cursor> after) {

  public static final When NOW =
      new When(Optional.empty(), false, Optional.empty(), 1, Optional.empty());

  /** The version that began then. */
  public static When from(Instant moment) {
    return new When(Optional.of(moment), false, Optional.empty(), 1, Optional.empty());
  }

  /**
   * @throws be.schakel.problem.SchakelProblem {@link be.schakel.problem.Code#BAD_CURSOR}
   */
  public static When history(
      Optional<OffsetDateTime> since, Optional<Integer> limit, Optional<String> cursor) {
    return new When(
        Optional.empty(),
        true,
        since,
        limit.orElse(ReferralQuery.DEFAULT_LIMIT),
        cursor.map(Cursor::parse));
  }

  /** Whether a version that began then is one of them. */
  boolean wants(OffsetDateTime began) {
    return from.map(moment -> moment.toEpochMilli() == began.toInstant().toEpochMilli())
            .orElse(true)
        && since.map(least -> !began.isBefore(least)).orElse(true)
        && after.map(cursor -> began.isBefore(cursor.updatedAt())).orElse(true);
  }
}
