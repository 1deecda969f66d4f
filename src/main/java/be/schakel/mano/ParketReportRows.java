package be.schakel.mano;

import be.schakel.partner.Caller;
import be.schakel.partner.Proof;
import be.schakel.vocabulary.DataCategory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The stored reports to the parket. Rows are only ever added. */
@ApplicationScoped
class ParketReportRows {

  private static final String ADD =
      """
      insert into parket_report (id, referral, children, contains, document, sha256, seal, acute, family_told, family_reason,
        family_day, by_partner, by_role, by_person, by_proof, recorded_at, content)
      values (:id, :referral, :children, :contains, :document, :sha256, :seal, :acute, :told, :reason, :day, :partner, :role,
        :person, :proof, :now, :content)""";

  private static final String ADDRESS =
      """
      insert into parket_report_addressee (id, report, addressee, by_partner, by_role, recorded_at, content)
      values (:id, :report, :addressee, :partner, :role, :now, :content)""";

  private static final String CONFIRM =
      """
      insert into parket_report_second (report, by_partner, by_role, by_person, by_proof, recorded_at)
      values (:report, :partner, :role, :person, :proof, :now)""";

  private static final String FIND =
      """
      select p.id, p.children, p.contains, p.document, p.sha256, p.seal, p.acute, p.family_told, p.by_partner, p.by_person, p.by_proof, p.recorded_at,
             a.addressee, a.id as origin, s.recorded_at as confirmed_at
        from parket_report p
        join lateral (select * from parket_report_addressee a where a.report = p.id order by a.id desc limit 1) a on true
        left join parket_report_second s on s.report = p.id
       where p.referral = :referral
       order by p.id""";

  @Inject Jdbi db;
  @Inject Actors actors;

  /**
   * @param family whether child and parents were told, or why not
   * @param content how, sealed
   */
  void add(
      UUID referral,
      ParketReportRow report,
      ManoMove.Said family,
      Optional<byte[]> content,
      Caller caller,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bindMap(actors.row(caller, now))
                .bind("id", report.id())
                .bind("referral", referral)
                .bind("children", report.children().toArray(UUID[]::new))
                .bind(
                    "contains",
                    report.contains().stream().map(Enum::name).sorted().toArray(String[]::new))
                .bind("document", report.document())
                .bind("sha256", report.sha256())
                .bind("seal", report.seal())
                .bind("acute", report.acute())
                .bind("told", family.done())
                .bind("reason", family.reason().map(Enum::name).orElse(null))
                .bind("day", family.date().orElse(null))
                .bind("content", content.orElse(null))
                .execute());
  }

  /**
   * @param content why it is not the parket of where the child lives, or not that any more; sealed
   */
  void address(
      UUID id,
      UUID report,
      String addressee,
      Optional<byte[]> content,
      Caller caller,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADDRESS)
                .bindMap(actors.row(caller, now))
                .bind("id", id)
                .bind("report", report)
                .bind("addressee", addressee)
                .bind("content", content.orElse(null))
                .execute());
  }

  void confirm(UUID report, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(CONFIRM)
                .bindMap(actors.row(caller, now))
                .bind("report", report)
                .execute());
  }

  /** Of one report of a child, oldest first. */
  List<ParketReportRow> of(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("referral", referral)
                .map((row, context) -> report(row))
                .list());
  }

  /** The codes of the parketten that have a report about a child that was sent. */
  Set<String> addressees(UUID referral, UUID child) {
    return of(referral).stream()
        .filter(report -> report.sentAt().isPresent() && report.children().contains(child))
        .map(ParketReportRow::addressee)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ParketReportRow report(ResultSet row) throws SQLException {
    var acute = row.getBoolean("acute");
    var recordedAt = time(row, "recorded_at").orElseThrow();
    var confirmedAt = time(row, "confirmed_at");
    return new ParketReportRow(
        row.getObject("id", UUID.class),
        List.of((UUID[]) row.getArray("children").getArray()),
        row.getString("addressee"),
        row.getObject("origin", UUID.class),
        Arrays.stream((String[]) row.getArray("contains").getArray())
            .map(DataCategory::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        row.getObject("document", UUID.class),
        row.getBytes("sha256"),
        row.getString("seal"),
        acute,
        row.getBoolean("family_told"),
        row.getString("by_partner"),
        row.getBytes("by_person"),
        Proof.valueOf(row.getString("by_proof")),
        recordedAt,
        acute ? Optional.of(recordedAt) : confirmedAt,
        confirmedAt);
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
