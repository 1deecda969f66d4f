package be.schakel.ledger;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells the auditors and the data protection officer a checkpoint once a day: who kept yesterday's
 * notices a log that was rewound or rewritten.
 */
@ApplicationScoped
public class DailyCheckpoint {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final String FIRST_TODAY =
      "insert into ledger_announced (day) values (:day) on conflict do nothing";

  @Inject Jdbi db;
  @Inject Outbox outbox;
  @Inject Registries registries;
  @Inject Published published;

  /** Tells it unless it was told today; returns to how many. */
  @Transactional
  public int tell(Instant now) {
    var tree = published.newest();
    if (tree.isEmpty() || !isFirst(now)) {
      return 0;
    }
    var checkpoint = tree.get().checkpoint();
    var codes =
        Map.of(
            "origin", checkpoint.origin(),
            "size", Long.toString(checkpoint.size()),
            "root", Base64.getEncoder().encodeToString(checkpoint.root()));
    var auditors =
        registries.current().partners().stream()
            .filter(Registration::active)
            .filter(partner -> partner.kind() == PartnerKind.AUDITOR)
            .map(Registration::code);
    var recipients = Stream.concat(Stream.of(Event.DPO), auditors).toList();
    recipients.forEach(
        recipient ->
            outbox.append(
                new Event(
                    EventKind.LOG_CHECKPOINT,
                    recipient,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    codes),
                now));
    return recipients.size();
  }

  private boolean isFirst(Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(FIRST_TODAY)
                    .bind("day", now.atZone(BRUSSELS).toLocalDate())
                    .execute())
        == 1;
  }
}
