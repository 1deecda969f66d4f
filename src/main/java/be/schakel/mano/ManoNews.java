package be.schakel.mano;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.referral.CaseFile;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who is told of a step, in its transaction: codes and ids of what they may see, nothing else. */
@ApplicationScoped
class ManoNews {

  @Inject Outbox outbox;
  @Inject Registries registries;

  /**
   * Tells the referrer, and others that the step is addressed to, that a child stands elsewhere.
   *
   * @param addressed codes of partners that may see the state besides the referrer
   */
  void moved(
      CaseFile file,
      ManoRow.Child before,
      ManoRow.Child after,
      Set<String> addressed,
      Instant now) {
    var secret =
        file.facts().children().stream()
            .anyMatch(child -> child.id().equals(after.id()) && child.secretAddress());
    var shown = Shown.state(after, Shown.Reach.COURSE, secret);
    var corrected = !after.outcome().equals(before.outcome()) && before.outcome().isPresent();
    if (shown == Shown.state(before, Shown.Reach.COURSE, secret) && !corrected) {
      return;
    }
    var codes = new HashMap<String, String>();
    codes.put("state", shown.name());
    Shown.outcome(after, shown).ifPresent(outcome -> codes.put("outcome", outcome.name()));
    if (corrected) {
      codes.put("corrected", "true");
    }
    var event =
        Event.of(EventKind.MANO_STATE, file.submitter(), file.id()).about(after.id()).with(codes);
    if (learns(file.submitter())) {
      outbox.append(event, now);
    }
    addressed.stream()
        .filter(code -> !code.equals(file.submitter()))
        .forEach(
            code ->
                outbox.append(
                    Event.of(EventKind.MANO_STATE, code, file.id()).about(after.id()).with(codes),
                    now));
  }

  /** Tells both facilities that the same child is investigated by the other; nobody else. */
  void runningElsewhere(CaseFile file, ManoRow.Child child, ManoRows.Elsewhere other, Instant now) {
    var own = file.vk();
    if (own.isEmpty() || other.facility().isEmpty() || own.equals(other.facility())) {
      return;
    }
    var secret =
        other.secret()
            || file.facts().children().stream()
                .anyMatch(each -> each.id().equals(child.id()) && each.secretAddress());
    tellFacility(own.get(), file.id(), child.id(), other.facility().get(), secret, now);
    tellFacility(other.facility().get(), other.referral(), other.child(), own.get(), secret, now);
  }

  /** With a secret address the code of a centre would tell where the child is. */
  private void tellFacility(
      String to, UUID referral, UUID child, String other, boolean secret, Instant now) {
    outbox.append(
        Event.of(EventKind.MANO_RUNNING_ELSEWHERE, to, referral)
            .about(child)
            .with(secret ? Map.of() : Map.of("facility", other)),
        now);
  }

  private boolean learns(String submitter) {
    return registries
        .current()
        .byCode(submitter)
        .map(Registration::kind)
        .filter(kind -> kind != PartnerKind.VK && Shown.learnsState(kind))
        .isPresent();
  }
}
