package be.schakel.disclosure;

import be.schakel.consent.ConsentRules;
import be.schakel.consent.OnRecord;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Decision;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.vocabulary.DataCategory;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One asker at one moment, and what is decided about one thing after another.
 *
 * @param scope what the asker supervises
 * @param kept whether a case is kept within a team that the asker is not in
 */
record Weighing(
    Policy policy,
    Caller caller,
    OnRecord onRecord,
    AuditScope scope,
    Predicate<CaseFacts> kept,
    Instant at) {

  <V extends Record> Ruling<V> on(Action action, Disclosable<V> found) {
    var facts = found.facts();
    return Ruling.on(
        policy, Asker.of(caller), action, found, evidence(facts), kept.test(facts), at);
  }

  /** Whether the asker may have so much as the receipt of a case. */
  Decision onReceipt(Action action, CaseFacts facts) {
    return Ruling.onReceipt(policy, Asker.of(caller), action, facts, kept.test(facts), at);
  }

  /** Whether a window of break-glass would open who a child is. */
  Decision onWindow(CaseFacts facts, UUID child, Instant until) {
    return Ruling.onWindow(policy, Asker.of(caller), facts, child, kept.test(facts), at, until);
  }

  /**
   * Whether all these categories of a case are open to the asker, of one of its children each; what
   * shows the whole case, of all of them.
   */
  boolean shows(CaseFacts facts, Map<DataCategory, Form> categories) {
    return Ruling.shows(
        policy, Asker.of(caller), facts, evidence(facts), categories, kept.test(facts), at);
  }

  /**
   * What a consent or shared secrecy could open to such a partner and none opens now. Of the matrix
   * and of what the asker itself was given, whatever the case holds: naming it tells nothing.
   *
   * @param opened what is open to it
   */
  Set<DataCategory> withheld(CaseFacts facts, Set<DataCategory> opened) {
    var kind = caller.partner().kind();
    if (caller.unattended() || facts.vk().filter(caller.partner().code()::equals).isPresent()) {
      return Set.of();
    }
    var withheld = EnumSet.noneOf(DataCategory.class);
    for (var category : DataCategory.values()) {
      if (policy.consentCanOpen(kind, category) && !opened.contains(category)) {
        withheld.add(category);
      }
    }
    return withheld;
  }

  /** What may be relied on now, asked anew for every child at every use. */
  private Map<UUID, OnRecord.Found> evidence(CaseFacts facts) {
    var rules = new ConsentRules(policy);
    var engaged = scope.evidence(caller.partner().code(), facts.vk());
    return facts.children().stream()
        .collect(
            Collectors.toMap(
                CaseFacts.Child::id,
                child ->
                    onRecord
                        .about(facts.referral(), child.id(), child.told(), rules, at)
                        .with(engaged)));
  }
}
