package be.schakel.lookup;

import be.schakel.partner.Caller;
import be.schakel.vocabulary.LookUpContext;
import be.schakel.vocabulary.PartnerKind;
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

/** Look-ups as they are stored: by keyed hash, whether the child is known or not. */
@ApplicationScoped
class LookUpRows {

  private static final String ADD =
      """
      insert into look_up (id, person, partner, kind, role, context, recorded_at, vk, asks_back, wrapped_key, content)
      values (:id, :person, :partner, :kind, :role, :context, :now, :vk, :asksBack, :key, :content)""";

  private static final String ABOUT =
      """
      select id, person, recorded_at, partner, kind, role, context, wrapped_key, content from look_up
       where person in (select c.person from child c where c.id = any(:children)
                        union all select c.alias from child c where c.id = any(:children))
         and id <> :but and recorded_at > :since
       order by id desc limit :limit""";

  private static final String TO_CALL_BACK =
      """
      select id, person, recorded_at, partner, kind, role, context, wrapped_key, content from look_up
       where vk = :vk and asks_back and recorded_at > :since order by id desc limit :limit""";

  private static final String FORGET = "delete from look_up where recorded_at <= :until";

  @Inject Jdbi db;

  /**
   * A look-up, what was said to call back still sealed.
   *
   * @param person the hash of who was asked about
   */
  record Row(
      UUID id,
      byte[] person,
      Instant at,
      String partner,
      PartnerKind kind,
      String role,
      LookUpContext context,
      String wrappedKey,
      byte[] content) {}

  void add(
      UUID id,
      byte[] person,
      Caller caller,
      LookUpContext context,
      Optional<String> vk,
      boolean asksBack,
      String wrappedKey,
      byte[] content,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", id)
                .bind("person", person)
                .bind("partner", caller.partner().code())
                .bind("kind", caller.partner().kind().name())
                .bind("role", caller.professional().role())
                .bind("context", context.name())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("vk", vk.orElse(null))
                .bind("asksBack", asksBack)
                .bind("key", wrappedKey)
                .bind("content", content)
                .execute());
  }

  /**
   * The newest look-ups about these children.
   *
   * @param but one that is left out
   * @param since older ones are over
   */
  List<Row> about(List<UUID> children, UUID but, Instant since, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(ABOUT)
                .bind("children", children.toArray(UUID[]::new))
                .bind("but", but)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
  }

  List<Row> toCallBack(String vk, Instant since, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(TO_CALL_BACK)
                .bind("vk", vk)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
  }

  /** How many were forgotten. */
  int forget(Instant until) {
    return db.withHandle(
        handle ->
            handle.createUpdate(FORGET).bind("until", until.atOffset(ZoneOffset.UTC)).execute());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getBytes("person"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("partner"),
        PartnerKind.valueOf(row.getString("kind")),
        row.getString("role"),
        LookUpContext.valueOf(row.getString("context")),
        row.getString("wrapped_key"),
        row.getBytes("content"));
  }
}
