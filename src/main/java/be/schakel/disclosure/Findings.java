package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.partner.Caller;
import be.schakel.policy.Form;
import be.schakel.vocabulary.DataCategory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a search may find. It releases nothing. */
@ApplicationScoped
public class Findings {

  @Inject Scales scales;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /** Whether who the children of a case are is open to the caller, by what is on record of it. */
  public boolean isKnown(Caller caller, CaseFacts facts) {
    return scales
        .about(List.of(facts.referral()), caller, clock.instant())
        .shows(facts, DisclosureGate.WHO_IT_IS);
  }

  /** Whether when a case changed is open to the caller. */
  public boolean tellsWhen(Caller caller, CaseFacts facts) {
    return scales
        .about(List.of(facts.referral()), caller, clock.instant())
        .shows(facts, Map.of(DataCategory.STATUS, Form.FULL));
  }

  /**
   * Those of what a search found that the caller may find by its conditions: who may not see what a
   * condition looks into would learn it from the answer.
   *
   * @param conditions by their names in the search rules of the policy
   * @param found in the order of the answer
   */
  public <K> List<K> findable(
      Caller caller, List<String> conditions, Map<K, ? extends Disclosable<?>> found) {
    var looked = policies.current().searchRules().lookInto(conditions);
    if (looked.isEmpty()) {
      return List.copyOf(found.keySet());
    }
    var now = clock.instant();
    var alone = scales.withoutEvidence(caller, now);
    var known =
        found.entrySet().stream()
            .filter(each -> alone.shows(each.getValue().facts(), looked))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (known.size() == found.size()) {
      return List.copyOf(found.keySet());
    }
    // What is not one's own takes evidence
    var referrals = found.values().stream().map(each -> each.facts().referral()).toList();
    var weighing = scales.about(referrals, caller, now);
    return found.entrySet().stream()
        .filter(
            each ->
                known.contains(each.getKey()) || weighing.shows(each.getValue().facts(), looked))
        .map(Map.Entry::getKey)
        .toList();
  }
}
