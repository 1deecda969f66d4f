package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.referral.CaseFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;

/** Who is told of what becomes of a consent. In the running transaction. */
@ApplicationScoped
class ConsentNews {

  @Inject Outbox outbox;

  /** What rests on a consent that was taken back is not told any more. */
  void stop(Consent consent, Instant now) {
    outbox.stop(consent.id(), EventKind.CONSENT_WITHDRAWN.name(), now);
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
