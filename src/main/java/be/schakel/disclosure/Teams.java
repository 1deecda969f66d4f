package be.schakel.disclosure;

import be.schakel.consent.Records;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Teams within whom a centre keeps a case: who else of the centre looks at it writes down why, and
 * the data protection officer is told.
 */
@ApplicationScoped
class Teams {

  private static final String NOTE =
      """
      insert into outside_team (id, referral, by_partner, by_role, by_person, request, recorded_at, content)
      values (:id, :referral, :partner, :role, :person, :request, :now, :content)""";

  @Inject Jdbi db;
  @Inject Records records;
  @Inject Outbox outbox;

  /** Whether the case is kept from the caller: outside its team, and without a reason. */
  boolean keeps(Caller caller, CaseFacts facts) {
    return isOutside(caller, facts) && (caller.reason().isEmpty() || caller.unattended());
  }

  /** Puts on record, in the running transaction, that somebody from outside the team saw it. */
  void note(Caller caller, CaseFacts facts, Instant now) {
    if (!isOutside(caller, facts)) {
      return;
    }
    var id = Uuid7.at(now);
    var words = caller.reason().orElseThrow().words();
    db.useHandle(
        handle ->
            handle
                .createUpdate(NOTE)
                .bind("id", id)
                .bind("referral", facts.referral())
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("request", caller.trace().requestId())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("content", facts.team().orElseThrow().seal().apply(id, words))
                .execute());
    outbox.append(
        Event.of(EventKind.READ_OUTSIDE_TEAM, Event.DPO, facts.referral())
            .with(Map.of("record", id.toString(), "role", caller.professional().role())),
        now);
  }

  private boolean isOutside(Caller caller, CaseFacts facts) {
    return facts.team().isPresent()
        && facts.vk().filter(caller.partner().code()::equals).isPresent()
        && (caller.unattended() || !facts.team().get().hasIn(records.professional(caller)));
  }
}
