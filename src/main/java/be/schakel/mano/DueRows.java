package be.schakel.mano;

import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which investigations are due, are found by a condition, or have a part of their term behind them.
 *
 * <p>Somebody finds by a state only what it is shown: see {@link Shown#state}.
 */
@ApplicationScoped
class DueRows {

  private static final String STANDING =
      """
      with standing as (
        select r.id, :state as state, :since as since, :second as second
          from referral r
          join mano_child m on m.referral = r.id
          join child c on c.id = m.child
         where r.type = 'MANO' and r.status <> 'RETRACTED' and :mine
           and (:file::bytea is null or r.judicial_file = :file))
      """;
  private static final String STATE_OF_OTHERS =
      """
      case when m.state = 'CLOSED' then 'CASE_MANAGEMENT'
           when c.secret_address and m.state in ('TRANSFERRED', 'MOVED_OUT_OF_AREA') then m.before
           else m.state end""";
  private static final String SINCE_FOR_OTHERS =
      """
      case when m.state in ('CLOSED', 'CASE_MANAGEMENT', 'NO_SOCIETAL_NECESSITY', 'REPORTED_TO_PARKET') then m.outcome_at
           when c.secret_address then coalesce(m.outcome_at, r.received_at)
           else m.since end""";

  /** Of the centre alone: until when a second person confirms what acute danger let one do. */
  private static final String SECOND =
      """
      (select t.second_until from mano_step t
        where t.child = m.child and t.seq = m.seq and t.second_person is null
          and not exists (select 1 from mano_second x where x.child = m.child and x.seq = m.seq))""";

  private static final String DUE =
      """
      select d.id, d.due from (
        select s.id,
               least(
                 case when bool_or(s.state in ('ADMISSIBLE', 'INVESTIGATING'))
                      then (select t.due from mano_term t where t.referral = s.id order by t.seq desc limit 1)
                      when bool_or(s.state = 'SUBMITTED')
                      then (select r.admissibility_due from referral r where r.id = s.id) end,
                 (min(s.second) at time zone 'Europe/Brussels' - interval '1 second')::date) as due
          from standing s
         group by s.id
        having (bool_or(s.state in ('SUBMITTED', 'ADMISSIBLE', 'INVESTIGATING')) or min(s.second) is not null)
           and (:changedSince::timestamptz is null or max(s.since) >= :changedSince)) d
       where d.due is not null and (d.due, d.id) > (:afterDay, :afterId)
       order by d.due, d.id limit :limit""";
  private static final String FOUND =
      """
      select s.id, null::date as due from standing s
       where :afterId::uuid is null or s.id < :afterId
       group by s.id
      having (:changedSince::timestamptz is null or max(s.since) >= :changedSince)
         and (cardinality(:states::text[]) = 0 or bool_or(s.state = any(:states)))
       order by s.id desc limit :limit""";

  private static final String OVER =
      """
      select w.referral, w.seq, w.percent, t.due, r.vk
        from mano_warning_due w
        join mano_term t on t.referral = w.referral and t.seq = w.seq
        join referral r on r.id = w.referral
       where w.at <= :now and r.status <> 'RETRACTED' and r.vk is not null
         and not exists (select 1 from mano_warning_told x
                          where x.referral = w.referral and x.seq = w.seq and x.percent = w.percent)
         and not exists (select 1 from mano_term n where n.referral = w.referral and n.seq > w.seq)
         and exists (select 1 from mano_child m where m.referral = w.referral and m.state in ('ADMISSIBLE', 'INVESTIGATING'))
       order by w.at, w.referral limit :most""";
  private static final String TOLD =
      """
      insert into mano_warning_told (referral, seq, percent, told_at) values (:referral, :seq, :percent, :now)
      on conflict do nothing""";

  private static final String SECOND_OVERDUE =
      """
      select t.report, m.referral, r.vk, min(t.second_until) as until
        from mano_child m
        join mano_step t on t.child = m.child and t.seq = m.seq
        join referral r on r.id = m.referral
       where t.second_until <= :now and t.second_person is null and r.status <> 'RETRACTED' and r.vk is not null
         and not exists (select 1 from mano_second x where x.child = m.child and x.seq = m.seq)
         and not exists (select 1 from mano_second_told x where x.report = t.report)
       group by t.report, m.referral, r.vk
       order by 4, 1 limit :most""";
  private static final String TOLD_SECOND =
      """
      insert into mano_second_told (report, told_at) values (:report, :now) on conflict do nothing""";

  @Inject Jdbi db;

  /** Who asks, and after which place of the list. */
  record Asked(String partner, PartnerKind kind, Optional<Instant> changedSince, int limit) {}

  record Place(UUID referral, Optional<LocalDate> due) {}

  /** A part of a term that is over and that nobody was told of. */
  record Over(UUID referral, int seq, int percent, LocalDate due, String vk) {}

  /** A report to the parket that no second person confirmed in time. */
  record SecondOverdue(UUID report, UUID referral, String vk, Instant until) {}

  /** What is due to this partner, the first first, and one more than {@code limit}. */
  List<Place> due(Asked asked, DueCursor after) {
    return db.withHandle(
        handle ->
            bound(handle.createQuery(standing(asked.kind()) + DUE), asked, Optional.empty())
                .bind("afterDay", after.due())
                .bind("afterId", after.referral())
                .map((row, context) -> place(row))
                .list());
  }

  /**
   * What this partner finds, the newest first, and one more than {@code limit}.
   *
   * @param judicialFile keyed hash of the number of the parket's file
   * @param after an id, of the end of the page before
   */
  List<Place> found(
      Asked asked, Optional<byte[]> judicialFile, List<ManoState> states, Optional<UUID> after) {
    return db.withHandle(
        handle ->
            bound(handle.createQuery(standing(asked.kind()) + FOUND), asked, judicialFile)
                .bind("states", states.stream().map(Enum::name).toArray(String[]::new))
                .bind("afterId", after.orElse(null))
                .map((row, context) -> place(row))
                .list());
  }

  /** The parts of terms that are over while an investigation runs. */
  List<Over> over(Instant now, int most) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OVER)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Over(
                            row.getObject("referral", UUID.class),
                            row.getInt("seq"),
                            row.getInt("percent"),
                            row.getObject("due", LocalDate.class),
                            row.getString("vk")))
                .list());
  }

  /** Whether this node is the one that tells it. */
  boolean tells(Over over, Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(TOLD)
                    .bind("referral", over.referral())
                    .bind("seq", over.seq())
                    .bind("percent", over.percent())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute())
        == 1;
  }

  /** The reports to the parket whose second person is late. */
  List<SecondOverdue> secondOverdue(Instant now, int most) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(SECOND_OVERDUE)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("most", most)
                .map(
                    (row, context) ->
                        new SecondOverdue(
                            row.getObject("report", UUID.class),
                            row.getObject("referral", UUID.class),
                            row.getString("vk"),
                            row.getObject("until", OffsetDateTime.class).toInstant()))
                .list());
  }

  /** Whether this node is the one that tells it. */
  boolean tells(SecondOverdue late, Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(TOLD_SECOND)
                    .bind("report", late.report())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute())
        == 1;
  }

  private static String standing(PartnerKind kind) {
    var owner = kind == PartnerKind.VK;
    return STANDING
        .replace(":state", owner ? "m.state" : STATE_OF_OTHERS)
        .replace(":since", owner ? "m.since" : SINCE_FOR_OTHERS)
        .replace(":second", owner ? SECOND : "null::timestamptz")
        .replace(
            ":mine",
            owner ? "(r.vk = :partner or r.status = 'ROUTING_REQUIRED')" : "r.partner = :partner");
  }

  private static <S extends SqlStatement<S>> S bound(
      S query, Asked asked, Optional<byte[]> judicialFile) {
    return query
        .bind("partner", asked.partner())
        .bind("file", judicialFile.orElse(null))
        .bind(
            "changedSince",
            asked.changedSince().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
        .bind("limit", asked.limit() + 1);
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getObject("id", UUID.class), ManoRows.day(row, "due"));
  }
}
