package be.schakel.emergency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Tests of duty lists, and who answered them. */
@ApplicationScoped
class DutyListRows {

  private static final String ASK =
      "insert into duty_list_test (id, vk, asked_at, by_role) values (:id, :vk, :now, :role)";
  private static final String ASKED =
      "select asked_at from duty_list_test where id = :id and vk = :vk";
  private static final String ACKNOWLEDGE =
      """
      insert into duty_list_acknowledgement (test, at, by_role) values (:id, :now, :role) on conflict do nothing""";
  private static final String ACKNOWLEDGED =
      "select at from duty_list_acknowledgement where test = :id";
  private static final String TESTED =
      """
      select exists (select 1 from duty_list_test t join duty_list_acknowledgement a on a.test = t.id
                      where t.vk = :vk and a.at > :since)""";
  private static final String MONTHLY =
      """
      insert into duty_list_test (id, vk, asked_at, by_role, month) values (:id, :vk, :now, 'system', :month)
      on conflict do nothing""";

  @Inject Jdbi db;

  void ask(UUID id, String vk, String role, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ASK)
                .bind("id", id)
                .bind("vk", vk)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("role", role)
                .execute());
  }

  /** When this centre asked it; empty for a test that it did not ask. */
  Optional<Instant> asked(UUID id, String vk) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(ASKED)
                .bind("id", id)
                .bind("vk", vk)
                .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .findOne());
  }

  /** When it was answered first. */
  Instant acknowledge(UUID id, String role, Instant now) {
    return db.withHandle(
        handle -> {
          handle
              .createUpdate(ACKNOWLEDGE)
              .bind("id", id)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .bind("role", role)
              .execute();
          return handle
              .createQuery(ACKNOWLEDGED)
              .bind("id", id)
              .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
              .one();
        });
  }

  /** Whether somebody answered a test of it since then. */
  boolean tested(String vk, Instant since) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(TESTED)
                .bind("vk", vk)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one());
  }

  /** Asks the test of a month; false when it was asked before. */
  boolean askMonthly(UUID id, String vk, LocalDate month, Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(MONTHLY)
                    .bind("id", id)
                    .bind("vk", vk)
                    .bind("month", month)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute())
        == 1;
  }
}
