package be.schakel.emergency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The uses of break-glass of which a child and its family are not to be told yet (disclosure policy
 * 5.6): nobody has reviewed them and there is still time to, or their reviewer put the telling off.
 * Putting off ends on the day on which it was to be looked at again.
 */
@ApplicationScoped
public class UntoldUses {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final String OF_CHILD =
      """
      select w.partner, w.opened_at, coalesce(n.valid_until, w.valid_until) as valid_until
        from break_glass_child c
        join break_glass w on w.id = c.break_glass
        left join break_glass_renewal n on n.break_glass = w.id
        left join lateral (
             select v.told, v.tell_again_on from break_glass_review v where v.break_glass = w.id order by v.seq desc limit 1) r on true
       where c.referral = :referral and c.child = :child
         and case when r.told is null then w.review_limit > :now else not r.told and r.tell_again_on > :today end
       order by w.id""";

  @Inject Jdbi db;

  /**
   * One of them.
   *
   * @param from the first moment of it, to the millisecond, as entries of the log have it
   * @param until the last
   */
  public record Use(String partner, Instant from, Instant until) {

    public Use {
      from = from.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether what this partner opened at that moment was part of it. */
    public boolean covers(String who, Instant moment) {
      return partner.equals(who) && !moment.isBefore(from) && !moment.isAfter(until);
    }
  }

  /** Those that opened something of this child. */
  public List<Use> of(UUID referral, UUID child, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_CHILD)
                .bind("referral", referral)
                .bind("child", child)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("today", LocalDate.ofInstant(now, BRUSSELS))
                .map(
                    (row, context) ->
                        new Use(
                            row.getString("partner"),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                            row.getObject("valid_until", OffsetDateTime.class).toInstant()))
                .list());
  }
}
