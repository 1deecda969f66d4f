package be.schakel.rights;

import be.schakel.partner.Caller;
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

/** Requests for access. Rows are only ever added. */
@ApplicationScoped
class AccessRequestRows {

  private static final String ADD =
      """
      insert into access_request (id, referral, child, applicant, person, identity_check, identity_checked_on, language,
        requested_on, answer_by, by_partner, by_role, recorded_at, content)
      values (:id, :referral, :child, :applicant, :person, :identityCheck, :identityCheckedOn, :language,
        :requestedOn, :answerBy, :partner, :role, :recordedAt, :content)""";

  private static final String FIND =
      """
      select id, referral, child, applicant, person, identity_check, identity_checked_on, language, requested_on, answer_by,
             recorded_at, content
        from access_request where id = :id""";

  private static final String OPEN =
      """
      select a.id, a.referral, a.child, a.applicant, a.person, a.identity_check, a.identity_checked_on, a.language,
             a.requested_on, a.answer_by, a.recorded_at, a.content
        from access_request a join referral r on r.id = a.referral
       where r.vk = :vk and r.status <> 'RETRACTED'
         and not exists (select from access_handover h where h.request = a.id)
         and (:after::uuid is null
              or (a.answer_by, a.id) > (select answer_by, id from access_request where id = :after::uuid))
       order by a.answer_by, a.id limit :limit""";

  private static final String HAND_OVER =
      """
      insert into access_handover (request, handed_over_on, by_partner, by_role, recorded_at)
      values (:id, :on, :partner, :role, :now) on conflict do nothing""";

  private static final String HANDED_OVER =
      "select handed_over_on from access_handover where request = :id";

  @Inject Jdbi db;

  void add(AccessRequest request, Caller caller) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", request.id())
                .bind("referral", request.referral())
                .bind("child", request.child())
                .bind("applicant", request.applicant().name())
                .bind("person", request.person().orElse(null))
                .bind("identityCheck", request.identityCheck().name())
                .bind("identityCheckedOn", request.identityCheckedOn())
                .bind("language", request.language())
                .bind("requestedOn", request.requestedOn())
                .bind("answerBy", request.answerBy())
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("recordedAt", request.recordedAt().atOffset(ZoneOffset.UTC))
                .bind("content", request.content())
                .execute());
  }

  Optional<AccessRequest> find(UUID id) {
    return db.withHandle(
        handle ->
            handle.createQuery(FIND).bind("id", id).map((row, context) -> request(row)).findOne());
  }

  /** Those of this centre that nobody answered yet, the first to be due first. */
  List<AccessRequest> open(String vk, Optional<UUID> after, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("vk", vk)
                .bind("after", after.map(UUID::toString).orElse(null))
                .bind("limit", limit)
                .map((row, context) -> request(row))
                .list());
  }

  void handOver(UUID id, LocalDate on, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(HAND_OVER)
                .bind("id", id)
                .bind("on", on)
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  Optional<LocalDate> handedOverOn(UUID id) {
    return db.withHandle(
        handle -> handle.createQuery(HANDED_OVER).bind("id", id).mapTo(LocalDate.class).findOne());
  }

  private static AccessRequest request(ResultSet row) throws SQLException {
    return new AccessRequest(
        row.getObject("id", UUID.class),
        row.getObject("referral", UUID.class),
        row.getObject("child", UUID.class),
        Applicant.valueOf(row.getString("applicant")),
        Optional.ofNullable(row.getObject("person", Integer.class)),
        IdentityCheck.valueOf(row.getString("identity_check")),
        row.getObject("identity_checked_on", LocalDate.class),
        row.getString("language"),
        row.getObject("requested_on", LocalDate.class),
        row.getObject("answer_by", LocalDate.class),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getBytes("content"));
  }
}
