package be.schakel.access;

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
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Written requests of parkets as they are stored: by keyed hash, whether the child is known. */
@ApplicationScoped
class ParketRequestRows {

  private static final String ADD =
      """
      insert into parket_request (id, person, parket, by_role, by_person, recorded_at, postal_code, wrapped_key, content)
      values (:id, :child, :partner, :role, :person, :now, :postalCode, :key, :content)""";
  private static final String ADD_CENTRES =
      """
      insert into parket_request_centre (request, vk) select :id, unnest(:centres::text[])""";
  private static final String COLUMNS =
      """
      select q.id, q.person, q.parket, q.recorded_at, q.postal_code, q.wrapped_key, q.content,
             array(select a.referral from parket_request_answer a
                    where a.request = q.id and a.referral is not null order by a.recorded_at, a.vk) as referrals,
             not exists (select 1 from parket_request_centre c
                          where c.request = q.id
                            and not exists (select 1 from parket_request_answer a
                                             where a.request = c.request and a.vk = c.vk)) as all_answered
        from parket_request q
      """;
  private static final String OF_PARKET = COLUMNS + " where q.id = :id and q.parket = :partner";
  private static final String WAITING =
      COLUMNS
          + """
             join parket_request_centre m on m.request = q.id and m.vk = :vk
             where (:id::uuid is null or q.id = :id)
               and not exists (select 1 from parket_request_answer a where a.request = q.id and a.vk = :vk)
             order by q.id limit :limit
             for update of m""";
  private static final String ANSWER =
      """
      insert into parket_request_answer (request, vk, referral, by_role, by_person, recorded_at, content)
      values (:id, :vk, :referral, :role, :person, :now, :content)""";
  private static final String FORGET = "delete from parket_request where recorded_at <= :until";

  @Inject Jdbi db;
  @Inject Records records;

  /**
   * A request, what was written in it still sealed.
   *
   * @param child keyed hash of the child
   * @param referrals of which something was given
   * @param allAnswered every centre that was asked has answered
   */
  record Row(
      UUID id,
      byte[] child,
      String parket,
      Instant at,
      Optional<String> postalCode,
      String wrappedKey,
      byte[] content,
      List<UUID> referrals,
      boolean allAnswered) {

    boolean answered() {
      return allAnswered || !referrals.isEmpty();
    }
  }

  void add(Row row, Set<String> centres, Caller caller) {
    db.useHandle(
        handle -> {
          handle
              .createUpdate(ADD)
              .bind("id", row.id())
              .bind("child", row.child())
              .bind("partner", row.parket())
              .bind("role", caller.professional().role())
              .bind("person", records.professional(caller))
              .bind("now", row.at().atOffset(ZoneOffset.UTC))
              .bind("postalCode", row.postalCode().orElse(null))
              .bind("key", row.wrappedKey())
              .bind("content", row.content())
              .execute();
          handle
              .createUpdate(ADD_CENTRES)
              .bind("id", row.id())
              .bind("centres", centres.toArray(String[]::new))
              .execute();
        });
  }

  /** One that this parket sent. */
  Optional<Row> of(String parket, UUID id) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_PARKET)
                .bind("id", id)
                .bind("partner", parket)
                .map((row, context) -> row(row))
                .findOne());
  }

  /** Those that this centre has not answered, the oldest first; held until the transaction ends. */
  List<Row> waiting(String vk, Optional<UUID> id, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(WAITING)
                .bind("vk", vk)
                .bind("id", id.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
  }

  void answer(
      UUID id, Optional<UUID> referral, Optional<byte[]> reason, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ANSWER)
                .bind("id", id)
                .bind("vk", caller.partner().code())
                .bind("referral", referral.orElse(null))
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("content", reason.orElse(null))
                .execute());
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
        row.getString("parket"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("postal_code")),
        row.getString("wrapped_key"),
        row.getBytes("content"),
        List.of((UUID[]) row.getArray("referrals").getArray()),
        row.getBoolean("all_answered"));
  }
}
