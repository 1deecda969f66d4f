package be.schakel.referral;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells those on duty, and the data protection officer, of reports that cannot wait. What no centre
 * has yet is told to all of them.
 */
@ApplicationScoped
class UrgentNews {

  private static final String ONCE =
      "insert into urgent_told (referral, at) values (:referral, :now) on conflict do nothing";
  private static final String CENTRE = "select vk from referral where id = :referral";

  @Inject Jdbi db;
  @Inject Outbox outbox;
  @Inject Registries registries;

  /** A child is in acute danger. */
  @Transactional(Transactional.TxType.MANDATORY)
  void danger(UUID referral, Optional<String> vk, Instant now) {
    outbox.appendAll(events(EventKind.ACUTE_DANGER, referral, vk), now);
  }

  /** Nobody took it up in time: told once, whichever node finds it. */
  @Transactional
  void notTakenUp(UUID referral, Instant now) {
    var first =
        db.withHandle(
            handle ->
                handle
                    .createUpdate(ONCE)
                    .bind("referral", referral)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute());
    if (first == 1) {
      outbox.appendAll(events(EventKind.URGENT_NOT_TAKEN_UP, referral, centre(referral)), now);
    }
  }

  private Optional<String> centre(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(CENTRE)
                .bind("referral", referral)
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .one());
  }

  private List<Event> events(EventKind kind, UUID referral, Optional<String> vk) {
    var centres =
        vk.map(Stream::of)
            .orElseGet(() -> registries.current().centres().stream().map(Registration::code));
    return Stream.concat(centres.map(Event::dutyList), Stream.of(Event.DPO))
        .map(recipient -> Event.of(kind, recipient, referral))
        .toList();
  }
}
