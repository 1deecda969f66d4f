package be.schakel.referral;

import be.schakel.consent.Records;
import be.schakel.disclosure.Foresight;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who is told of what is written into a report, or taken back: exactly who may see it then, by
 * reference alone. In the running transaction.
 */
@ApplicationScoped
class ContributionNews {

  @Inject Records records;
  @Inject Foresight foresight;
  @Inject Outbox outbox;
  @Inject Registries registries;

  /**
   * Tells everybody but who did it.
   *
   * @param report as it is while the contribution can be seen
   */
  void tell(EventKind kind, Referral report, UUID contribution, Caller caller, Instant now) {
    var written = ReferralPart.contribution(contribution).of(report).orElseThrow();
    for (var partner : concerned(report, caller)) {
      foresight
          .opens(written, partner.asOf(now), now)
          .map(
              decision ->
                  resting(Event.of(kind, partner.code(), report.id()), decision.consent())
                      .with(Map.of("contribution", contribution.toString())))
          .ifPresent(event -> outbox.append(event, now));
    }
  }

  private static Event resting(Event event, Optional<UUID> consent) {
    return consent.map(event::restingOn).orElse(event);
  }

  private Iterable<Registration> concerned(Referral report, Caller caller) {
    var codes = new TreeSet<>(records.grantees(report.id()));
    codes.addAll(report.rows().addressed());
    codes.add(report.head().partner());
    report.head().vk().ifPresent(codes::add);
    codes.remove(caller.partner().code());
    var registry = registries.current();
    return codes.stream()
        .flatMap(code -> registry.byCode(code).stream())
        .filter(Registration::active)
        .toList();
  }
}
