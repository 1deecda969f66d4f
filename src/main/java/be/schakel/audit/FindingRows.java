package be.schakel.audit;

import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Findings and their answers. Rows are only ever added. */
@ApplicationScoped
class FindingRows {

  private static final String ADD =
      """
      insert into audit_finding (id, entry, sample, vk, auditor, by_role, by_person, recorded_at, wrapped_key, content)
      values (:id, :entry, :sample, :vk, :partner, :role, :person, :now, :key, :content)""";

  private static final String ANSWER =
      """
      insert into audit_finding_answer (finding, by_partner, by_role, by_person, recorded_at, wrapped_key, content)
      values (:id, :partner, :role, :person, :now, :key, :content) on conflict do nothing""";

  private static final String FIND =
      """
      select f.id, f.entry, f.sample, f.vk, f.auditor, f.recorded_at, f.wrapped_key, f.content, a.by_partner, a.by_role,
             a.recorded_at answered_at, a.wrapped_key answer_key, a.content answer
        from audit_finding f left join audit_finding_answer a on a.finding = f.id
      """;

  private static final String ONE = FIND + " where f.id = :id";

  private static final String PAGE =
      FIND
          + " where (:vk::text is null or f.vk = :vk) and (:after::uuid is null or f.id < :after)"
          + " order by f.id desc limit :limit";

  @Inject Jdbi db;
  @Inject Records records;

  /** One finding, what was written still sealed. */
  record Row(
      UUID id,
      UUID entry,
      Optional<UUID> sample,
      Optional<String> vk,
      String auditor,
      Instant at,
      OwnKey.Kept text,
      Optional<Answer> answer) {}

  /** What was answered, sealed. */
  record Answer(String partner, String role, Instant at, OwnKey.Kept text) {}

  void add(Row row, Caller caller) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", row.id())
                .bind("entry", row.entry())
                .bind("sample", row.sample().orElse(null))
                .bind("vk", row.vk().orElse(null))
                .bind("partner", row.auditor())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("now", row.at().atOffset(ZoneOffset.UTC))
                .bind("key", row.text().wrappedKey())
                .bind("content", row.text().content())
                .execute());
  }

  /** Whether it was the first answer. */
  boolean answer(UUID finding, OwnKey.Kept text, Caller caller, Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(ANSWER)
                    .bind("id", finding)
                    .bind("partner", caller.partner().code())
                    .bind("role", caller.professional().role())
                    .bind("person", records.professional(caller))
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("key", text.wrappedKey())
                    .bind("content", text.content())
                    .execute())
        == 1;
  }

  Optional<Row> find(UUID id) {
    return db.withHandle(
        handle ->
            handle.createQuery(ONE).bind("id", id).map((row, context) -> finding(row)).findOne());
  }

  /**
   * Newest first.
   *
   * @param vk of this centre's cases only
   */
  List<Row> page(Optional<String> vk, Optional<UUID> after, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(PAGE)
                .bind("vk", vk.orElse(null))
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> finding(row))
                .list());
  }

  private static Row finding(ResultSet row) throws SQLException {
    var answered = Optional.ofNullable(row.getString("by_partner"));
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("entry", UUID.class),
        Optional.ofNullable(row.getObject("sample", UUID.class)),
        Optional.ofNullable(row.getString("vk")),
        row.getString("auditor"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        new OwnKey.Kept(row.getString("wrapped_key"), row.getBytes("content")),
        answered.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Answer(
                    answered.get(),
                    row.getString("by_role"),
                    row.getObject("answered_at", OffsetDateTime.class).toInstant(),
                    new OwnKey.Kept(row.getString("answer_key"), row.getBytes("answer")))));
  }
}
