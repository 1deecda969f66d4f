package be.schakel.mano;

import be.schakel.partner.Caller;
import be.schakel.partner.Proof;
import be.schakel.vocabulary.CaseManagementMode;
import be.schakel.vocabulary.ManoOutcome;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.NotAdmissibleReason;
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

/** The stored investigations. Rows are only ever added; the database knows the same steps. */
@ApplicationScoped
class ManoRows {

  private static final String CHILDREN =
      """
      select m.child, m.state, m.since, m.seq, m.before, m.mode, m.reason, m.transfer_to, m.outcome, m.outcome_at, m.former_outcome,
             exists (select 1 from mano_said s where s.child = m.child and s.about = 'VIEW') as heard,
             exists (select 1 from mano_said s where s.child = m.child and s.about = 'RIGHTS') as told,
             p.state as proposed, p.mode as proposed_mode, p.by_person as proposed_by, p.by_proof as proposed_proof, p.recorded_at as proposed_at,
             case when t.second_person is null and not exists
               (select 1 from mano_second x where x.child = m.child and x.seq = m.seq) then t.second_until end as second_until
        from mano_child m
        join child c on c.id = m.child
        left join mano_step t on t.child = m.child and t.seq = m.seq
        left join lateral (select * from mano_proposal p where p.child = m.child and p.seq = m.seq + 1
                            order by p.id desc limit 1) p on true
       where m.referral = :referral
       order by c.position""";
  private static final String TERM =
      """
      select r.admissibility_due, t.seq, t.day_zero, t.due, t.working_days, t.policy_version
        from referral r
        left join lateral (select * from mano_term t where t.referral = r.id order by t.seq desc limit 1) t on true
       where r.id = :referral""";
  private static final String STEP =
      """
      insert into mano_step (id, child, seq, referral, from_state, state, kind, since, mode, reason, transfer_to,
        by_partner, by_role, by_person, by_proof, second_person, second_until, report, content)
      values (:id, :child, :seq, :referral, :from, :state, :kind, :now, :mode, :reason, :transferTo,
        :partner, :role, :person, :proof, :second, :secondUntil, :report, :content)""";
  private static final String SECOND =
      """
      insert into mano_second (child, seq, by_person, by_proof, by_partner, by_role, recorded_at)
      select m.child, m.seq, :person, :proof, :partner, :role, :now
        from mano_step t join mano_child m on m.child = t.child and m.seq = t.seq
       where t.report = :report""";
  private static final String SAID =
      """
      insert into mano_said (id, child, about, done, reason, on_day, by_partner, by_role, recorded_at, content)
      values (:id, :child, :about, :done, :reason, :day, :partner, :role, :now, :content)""";
  private static final String PROPOSE =
      """
      insert into mano_proposal (id, child, seq, state, mode, by_partner, by_role, by_person, by_proof, recorded_at, content)
      values (:id, :child, :seq, :state, :mode, :partner, :role, :person, :proof, :now, :content)""";
  private static final String ADD_TERM =
      """
      insert into mano_term (referral, seq, day_zero, due, working_days, policy_version, recorded_at)
      values (:referral, :seq, :dayZero, :due, :days, :version, :now)""";
  private static final String ADD_WARNING =
      """
      insert into mano_warning_due (referral, seq, percent, at) values (:referral, :seq, :percent, :at)""";
  private static final String MANDATES =
      """
      select distinct g.origin from ground g
       where g.referral = :referral and g.child = :child and g.ground = 'G2_MANDATE'
         and not exists (select 1 from ground_end e where e.origin = g.origin)""";
  private static final String ELSEWHERE =
      """
      select o.id as referral, t.id as child, coalesce(case when m.state = 'TRANSFERRED' then m.transfer_to end, o.vk) as facility,
             t.secret_address
        from child c
        join child t on t.person in (c.person, c.alias) or t.alias in (c.person, c.alias)
        join mano_child m on m.child = t.id
        join referral o on o.id = t.referral
       where c.id = :child and t.referral <> c.referral and o.status <> 'RETRACTED'
         and (m.state in ('ADMISSIBLE', 'INVESTIGATING') or (m.state = 'TRANSFERRED' and m.transfer_to <> o.vk))
       order by o.id, t.id""";

  @Inject Jdbi db;
  @Inject Actors actors;

  /**
   * A step to be recorded.
   *
   * @param mode only with case management
   * @param second the other person, where it takes two and both are there
   * @param secondUntil until when the other person follows, where danger is acute
   * @param report the signed report, only with a report to the parket
   * @param content sealed
   */
  record Step(
      UUID id,
      ManoRow.Child from,
      ManoState state,
      Moves.Kind kind,
      Optional<CaseManagementMode> mode,
      Optional<NotAdmissibleReason> reason,
      Optional<String> transferTo,
      Optional<byte[]> second,
      Optional<Instant> secondUntil,
      Optional<UUID> report,
      Optional<byte[]> content) {}

  /** The same child investigated by a facility that another report is with. */
  record Elsewhere(UUID referral, UUID child, Optional<String> facility, boolean secret) {}

  /** Where an investigation stands; empty where there is none. */
  Optional<ManoRow> find(UUID referral) {
    return db.withHandle(
        handle -> {
          var children =
              handle
                  .createQuery(CHILDREN)
                  .bind("referral", referral)
                  .map((row, context) -> child(row))
                  .list();
          return children.isEmpty()
              ? Optional.empty()
              : handle
                  .createQuery(TERM)
                  .bind("referral", referral)
                  .map(
                      (row, context) ->
                          new ManoRow(children, day(row, "admissibility_due"), term(row)))
                  .findOne();
        });
  }

  void add(UUID referral, Step step, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(STEP)
                .bindMap(actors.row(caller, now))
                .bind("id", step.id())
                .bind("child", step.from().id())
                .bind("seq", step.from().seq() + 1)
                .bind("referral", referral)
                .bind("from", step.from().state().name())
                .bind("state", step.state().name())
                .bind("kind", step.kind().name())
                .bind("mode", step.mode().map(Enum::name).orElse(null))
                .bind("reason", step.reason().map(Enum::name).orElse(null))
                .bind("transferTo", step.transferTo().orElse(null))
                .bind("second", step.second().orElse(null))
                .bind(
                    "secondUntil",
                    step.secondUntil().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("report", step.report().orElse(null))
                .bind("content", step.content().orElse(null))
                .execute());
  }

  /** The second person of the steps that a report made at once, where they are the newest still. */
  void second(UUID report, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(SECOND)
                .bindMap(actors.row(caller, now))
                .bind("report", report)
                .execute());
  }

  /** Whether a child was heard ({@code VIEW}) or told its rights ({@code RIGHTS}). */
  void said(
      UUID id,
      UUID child,
      String about,
      ManoMove.Said said,
      Optional<byte[]> content,
      Caller caller,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(SAID)
                .bindMap(actors.row(caller, now))
                .bind("id", id)
                .bind("child", child)
                .bind("about", about)
                .bind("done", said.done())
                .bind("reason", said.reason().map(Enum::name).orElse(null))
                .bind("day", said.date().orElse(null))
                .bind("content", content.orElse(null))
                .execute());
  }

  void propose(
      UUID id,
      ManoRow.Child child,
      ManoMove move,
      Optional<byte[]> content,
      Caller caller,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(PROPOSE)
                .bindMap(actors.row(caller, now))
                .bind("id", id)
                .bind("child", child.id())
                .bind("seq", child.seq() + 1)
                .bind("state", move.state().name())
                .bind("mode", move.mode().map(Enum::name).orElse(null))
                .bind("content", content.orElse(null))
                .execute());
  }

  /**
   * The next term of an investigation, and when its parts are over.
   *
   * @param warnings after which parts, in percent
   */
  void add(UUID referral, ManoRow.Term term, List<Integer> warnings, Instant now) {
    db.useHandle(
        handle -> {
          handle
              .createUpdate(ADD_TERM)
              .bind("referral", referral)
              .bind("seq", term.seq())
              .bind("dayZero", term.dayZero())
              .bind("due", term.due())
              .bind("days", term.workingDays())
              .bind("version", term.policyVersion())
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute();
          for (var percent : warnings) {
            handle
                .createUpdate(ADD_WARNING)
                .bind("referral", referral)
                .bind("seq", term.seq())
                .bind("percent", percent)
                .bind("at", Terms.over(percent, term).atOffset(ZoneOffset.UTC))
                .execute();
          }
        });
  }

  /** The grounds by which the parket that asked knows the parties, as long as they hold. */
  List<UUID> mandates(UUID referral, UUID child) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(MANDATES)
                .bind("referral", referral)
                .bind("child", child)
                .mapTo(UUID.class)
                .list());
  }

  /** Where else the same child is investigated now. */
  List<Elsewhere> elsewhere(UUID child) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(ELSEWHERE)
                .bind("child", child)
                .map(
                    (row, context) ->
                        new Elsewhere(
                            row.getObject("referral", UUID.class),
                            row.getObject("child", UUID.class),
                            Optional.ofNullable(row.getString("facility")),
                            row.getBoolean("secret_address")))
                .list());
  }

  private static ManoRow.Child child(ResultSet row) throws SQLException {
    var proposedAt = time(row, "proposed_at");
    return new ManoRow.Child(
        row.getObject("child", UUID.class),
        ManoState.valueOf(row.getString("state")),
        time(row, "since").orElseThrow(),
        row.getInt("seq"),
        word(row, "before", ManoState.class),
        word(row, "mode", CaseManagementMode.class),
        word(row, "reason", NotAdmissibleReason.class),
        Optional.ofNullable(row.getString("transfer_to")),
        word(row, "outcome", ManoOutcome.class),
        time(row, "outcome_at"),
        word(row, "former_outcome", ManoOutcome.class),
        row.getBoolean("heard"),
        row.getBoolean("told"),
        proposedAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ManoRow.Proposal(
                    ManoState.valueOf(row.getString("proposed")),
                    word(row, "proposed_mode", CaseManagementMode.class),
                    row.getBytes("proposed_by"),
                    Proof.valueOf(row.getString("proposed_proof")),
                    proposedAt.get())),
        time(row, "second_until"));
  }

  private static Optional<ManoRow.Term> term(ResultSet row) throws SQLException {
    var version = row.getString("policy_version");
    return version == null
        ? Optional.empty()
        : Optional.of(
            new ManoRow.Term(
                row.getInt("seq"),
                day(row, "day_zero").orElseThrow(),
                day(row, "due").orElseThrow(),
                row.getInt("working_days"),
                version));
  }

  static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static <E extends Enum<E>> Optional<E> word(ResultSet row, String column, Class<E> type)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(word -> Enum.valueOf(type, word));
  }
}
