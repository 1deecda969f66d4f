package be.schakel.outbox;

import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Where events wait to be told. Rows are only ever added. */
@ApplicationScoped
public class Outbox {

  private static final String APPEND =
      """
      insert into outbox_event (id, recorded_at, kind, recipient, referral, child, basis, payload)
      values (:id, :now, :kind, :recipient, :referral, :child, :basis, jsonb_object(:names, :values))""";

  /** An event that tells of the end itself goes on. */
  private static final String STOP =
      """
      insert into outbox_stop (event, stopped_at, reason)
      select id, :now, :reason from outbox_event where basis = :basis
      on conflict do nothing""";

  @Inject Jdbi db;

  /** Adds an event in the running transaction: it is told if and only if its cause happened. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID append(Event event, Instant now) {
    var id = Uuid7.at(now);
    db.useHandle(
        handle ->
            handle
                .createUpdate(APPEND)
                .bind("id", id)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("kind", event.kind().name())
                .bind("recipient", event.recipient())
                .bind("referral", event.referral().orElse(null))
                .bind("child", event.child().orElse(null))
                .bind("basis", event.basis().orElse(null))
                .bind("names", event.payload().keySet().toArray(String[]::new))
                .bind("values", event.payload().values().toArray(String[]::new))
                .execute());
    return id;
  }

  /** What rests on this consent or ground is not told any more. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void stop(UUID basis, String reason, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(STOP)
                .bind("basis", basis)
                .bind("reason", reason)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }
}
