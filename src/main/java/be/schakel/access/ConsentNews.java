package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.consent.Records;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.referral.CaseFile;
import be.schakel.vocabulary.ConsentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who is told of what becomes of a consent, and what ends by a newer one. In the running
 * transaction.
 */
@ApplicationScoped
class ConsentNews {

  @Inject Outbox outbox;
  @Inject Records records;

  /** What rests on a consent that was taken back or replaced is not told any more. */
  void stop(Consent consent, EventKind why, Instant now) {
    outbox.stop(consent.id(), why.name(), now);
  }

  /** A newer consent takes the place of this one: it is closed, and that is told. */
  void supersede(Consent old, Caller caller, CaseFile file, Instant now) {
    records.become(
        old.id(),
        ConsentStatus.SUPERSEDED,
        Optional.empty(),
        Optional.empty(),
        caller,
        Optional.empty(),
        now);
    stop(old, EventKind.CONSENT_SUPERSEDED, now);
    tell(EventKind.CONSENT_SUPERSEDED, old, caller, file, true, event -> event, now);
  }

  /** Whoever of the grantee and the centre did not do it is told. */
  void tell(
      EventKind kind,
      Consent consent,
      Caller caller,
      CaseFile file,
      boolean grantee,
      Function<Event, Event> basis,
      Instant now) {
    var recipients = new ArrayList<String>();
    if (grantee) {
      recipients.add(consent.grantee());
    }
    file.vk().filter(vk -> !recipients.contains(vk)).ifPresent(recipients::add);
    var me = caller.partner().code();
    for (var recipient : recipients) {
      if (!recipient.equals(me)) {
        outbox.append(
            basis.apply(
                Event.of(kind, recipient, file.id())
                    .about(consent.child())
                    .with(Map.of("consent", consent.id().toString()))),
            now);
      }
    }
  }
}
