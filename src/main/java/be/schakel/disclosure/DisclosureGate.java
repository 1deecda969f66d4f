package be.schakel.disclosure;

import be.schakel.consent.ConsentRules;
import be.schakel.consent.OnRecord;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Policy;
import be.schakel.problem.Code;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The only way case data leaves the gateway: decide, record, project.
 *
 * <p>Runs inside the feature's transaction, which commits before the answer is sent. A crash can
 * therefore record a disclosure that never arrived, but can never lose one that did. No log, no
 * data: the caller gets a 503.
 *
 * <p>A refusal is a value, not an exception, because throwing here would roll its entry back.
 * Without a running transaction the log takes no entry, and nothing leaves.
 */
@ApplicationScoped
public class DisclosureGate {

  @Inject Records records;
  @Inject DisclosureLog log;
  @Inject Teams teams;
  @Inject Supervision supervision;
  @Inject Policies policies;
  @Inject Clock clock;

  /**
   * Releases one thing to its asker, or refuses it.
   *
   * @param logged what the entry calls it
   * @param action whether the asker brings data or gets it: decides which purposes fit
   */
  public <V extends Record> Outcome<V> release(
      Caller caller, LogAction logged, Action action, Disclosable<V> found) {
    var now = clock.instant();
    var policy = policies.current();
    var onRecord = records.forAsker(caller, List.of(found.facts().referral()), now);
    var evidence = evidence(policy, caller, found, onRecord, now);
    var kept = teams.keeps(caller, found.facts());
    var ruling = Ruling.on(policy, Asker.of(caller), action, found, evidence, kept, now);
    if (ruling.asksNothing()) {
      return absent(caller, logged, found.facts().referral());
    }
    var receipt =
        log.append(Entries.of(caller, logged, found.facts(), ruling, policy.version(), now));
    if (ruling.permitsSomething()) {
      teams.note(caller, found.facts(), now);
    }
    return ruling.permitsSomething()
        ? new Released<>(List.of(ruling.projected()), receipt, caller, false)
            .withholding(
                action == Action.READ ? withheld(policy, caller, found, evidence) : Set.of())
        : Refused.by(ruling.mainDecision());
  }

  /**
   * What a consent or shared secrecy could open to such a partner and none opens now. Of the matrix
   * and of what the asker itself was given, whatever the case holds: naming it tells nothing.
   */
  private Set<DataCategory> withheld(
      Policy policy, Caller caller, Disclosable<?> found, Map<UUID, OnRecord.Found> evidence) {
    var kind = caller.partner().kind();
    if (caller.unattended()
        || found.facts().vk().filter(caller.partner().code()::equals).isPresent()) {
      return Set.of();
    }
    var opened = EnumSet.noneOf(DataCategory.class);
    for (var about : evidence.values()) {
      about.evidence().consents().forEach(consent -> opened.addAll(consent.categories()));
      about.evidence().sharedSecrecy().forEach(shared -> opened.addAll(shared.categories()));
    }
    var withheld = EnumSet.noneOf(DataCategory.class);
    for (var category : DataCategory.values()) {
      if (policy.consentCanOpen(kind, category) && !opened.contains(category)) {
        withheld.add(category);
      }
    }
    return withheld;
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
    var policy = policies.current();
    var looked = policy.searchRules().lookInto(conditions);
    if (looked.isEmpty()) {
      return List.copyOf(found.keySet());
    }
    var now = clock.instant();
    var asker = Asker.of(caller);
    Predicate<Map.Entry<K, ? extends Disclosable<?>>> byItself =
        each ->
            Ruling.shows(
                policy,
                asker,
                each.getValue().facts(),
                Map.of(),
                looked,
                teams.keeps(caller, each.getValue().facts()),
                now);
    var known = found.entrySet().stream().filter(byItself).map(Map.Entry::getKey).toList();
    if (known.size() == found.size()) {
      return known;
    }
    // What is not one's own takes evidence
    var referrals = found.values().stream().map(each -> each.facts().referral()).toList();
    var onRecord = records.forAsker(caller, referrals, now);
    return found.entrySet().stream()
        .filter(
            each ->
                known.contains(each.getKey())
                    || Ruling.shows(
                        policy,
                        asker,
                        each.getValue().facts(),
                        evidence(policy, caller, each.getValue(), onRecord, now),
                        looked,
                        teams.keeps(caller, each.getValue().facts()),
                        now))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Releases a page of things that a search found: one query for the evidence, one batch of
   * entries, one receipt.
   *
   * @param filter what was searched for, as the log may hold it: no value that identifies a person
   */
  public <V extends Record> Released<V> releasePage(
      Caller caller, LogAction logged, List<? extends Disclosable<V>> found, String filter) {
    var now = clock.instant();
    var policy = policies.current();
    var asker = Asker.of(caller);
    var referrals = found.stream().map(each -> each.facts().referral()).distinct().toList();
    var onRecord = records.forAsker(caller, referrals, now);
    var entries = new ArrayList<DisclosureEntry>();
    var views = new ArrayList<V>();
    for (var each : found) {
      var ruling =
          Ruling.on(
              policy,
              asker,
              Action.READ,
              each,
              evidence(policy, caller, each, onRecord, now),
              teams.keeps(caller, each.facts()),
              now);
      entries.addAll(
          Entries.of(caller, logged, each.facts(), ruling, policy.version(), now).stream()
              .map(entry -> entry.with(filter))
              .toList());
      if (ruling.permitsSomething()) {
        teams.note(caller, each.facts(), now);
        views.add(ruling.projected());
      }
    }
    if (entries.isEmpty()) {
      entries.add(
          Entries.withoutCase(caller, logged, LogOutcome.PERMIT, "NO-HIT", policy.version(), now)
              .with(filter));
    }
    return new Released<>(views, log.append(entries), caller, true);
  }

  /** What may be relied on now, asked anew for every child at every use. */
  private Map<UUID, OnRecord.Found> evidence(
      Policy policy, Caller caller, Disclosable<?> found, OnRecord onRecord, Instant now) {
    var rules = new ConsentRules(policy);
    var facts = found.facts();
    var engaged = supervision.scope(caller, now).evidence(caller.partner().code(), facts.vk());
    return facts.children().stream()
        .collect(
            Collectors.toMap(
                CaseFacts.Child::id,
                child ->
                    onRecord
                        .about(facts.referral(), child.id(), child.told(), rules, now)
                        .with(engaged)));
  }

  /**
   * Records that the caller asked for what does not exist or has no relation to it: both get the
   * same answer.
   */
  public <V extends Record> Refused<V> absent(Caller caller, LogAction logged, UUID asked) {
    var policy = policies.current();
    var entry =
        Entries.withoutCase(
            caller, logged, LogOutcome.DENY, "DENY-NORELATION", policy.version(), clock.instant());
    log.append(List.of(entry.about(asked)));
    return new Refused<>(Code.NOT_FOUND);
  }

  /**
   * The refusal of a change that its caller may not even have the receipt of, to be asked before
   * anything is changed; empty when the change may go on.
   */
  public <V extends Record> Optional<Refused<V>> refusal(
      Caller caller, LogAction logged, Action action, CaseFacts facts) {
    var now = clock.instant();
    var policy = policies.current();
    var decision =
        Ruling.onReceipt(policy, Asker.of(caller), action, facts, teams.keeps(caller, facts), now);
    if (decision.permit()) {
      return Optional.empty();
    }
    log.append(Entries.refusal(caller, logged, facts, decision.rule(), policy.version(), now));
    return Optional.of(Refused.by(decision));
  }

  /**
   * The refusal of a change whose answer its caller may not have, to be asked before anything is
   * changed; empty when the change may go on.
   *
   * @param intended the answer
   */
  public <V extends Record> Optional<Refused<V>> refusal(
      Caller caller, LogAction logged, Action action, Disclosable<V> intended) {
    var now = clock.instant();
    var policy = policies.current();
    var facts = intended.facts();
    var onRecord = records.forAsker(caller, List.of(facts.referral()), now);
    var ruling =
        Ruling.on(
            policy,
            Asker.of(caller),
            action,
            intended,
            evidence(policy, caller, intended, onRecord, now),
            teams.keeps(caller, facts),
            now);
    if (ruling.permitsSomething()) {
      return Optional.empty();
    }
    log.append(Entries.of(caller, logged, facts, ruling, policy.version(), now));
    return Optional.of(Refused.by(ruling.mainDecision()));
  }

  /** Records that a feature's own rule refuses the caller, who has a relation to the case. */
  public <V extends Record> Refused<V> refuse(
      Caller caller, LogAction logged, CaseFacts facts, Code code) {
    var now = clock.instant();
    var policy = policies.current();
    log.append(Entries.refusal(caller, logged, facts, code.name(), policy.version(), now));
    return new Refused<>(code);
  }

  /** Records that the caller may not do this, whatever it is about. */
  public <V extends Record> Refused<V> refuse(Caller caller, LogAction logged, Code code) {
    var entry =
        Entries.withoutCase(
            caller,
            logged,
            LogOutcome.DENY,
            code.name(),
            policies.current().version(),
            clock.instant());
    return refuseWith(code, entry);
  }

  /**
   * Releases an answer that rests on no decision about a case: what it says is the same whatever is
   * on record. So is its one entry, since its recipient can open it.
   *
   * @param rule what lets it leave
   * @param subject the pseudonym of who was asked about
   */
  public <V extends Record> Released<V> releaseAlike(
      Caller caller, LogAction logged, V view, String rule, Optional<String> subject) {
    var entry =
        Entries.withoutCase(
            caller, logged, LogOutcome.PERMIT, rule, policies.current().version(), clock.instant());
    var about = subject.map(who -> entry.of(who, Optional.empty())).orElse(entry);
    var flagged = logged == LogAction.BREAK_GLASS ? about.flagged(Entries.BREAK_GLASS) : about;
    return releaseWith(caller, view, List.of(flagged));
  }

  /** Refuses what another class of this room decided about. */
  <V extends Record> Refused<V> refuseWith(Code code, DisclosureEntry entry) {
    log.append(List.of(entry));
    return new Refused<>(code);
  }

  /** Releases what rests on entries that another class of this room made. */
  <V extends Record> Released<V> releaseWith(Caller caller, V view, List<DisclosureEntry> entries) {
    return releaseWith(caller, List.of(view), false, entries);
  }

  <V extends Record> Released<V> releaseWith(
      Caller caller, List<V> views, boolean page, List<DisclosureEntry> entries) {
    return new Released<>(views, log.append(entries), caller, page);
  }

  /** Whether a window of break-glass may open anything of this child to the caller. */
  public boolean mayOpen(Caller caller, CaseFacts facts, UUID child, Instant until) {
    var now = clock.instant();
    var policy = policies.current();
    return Ruling.onWindow(policy, Asker.of(caller), facts, child, now, until).permit();
  }

  /**
   * Releases what a window of break-glass opened at once: which reports there are, and whom to
   * telephone. One entry for each child.
   *
   * @param opened the children that it opened, in their cases
   */
  public <V extends Record> Released<V> releaseOpened(
      Caller caller, V view, Map<UUID, CaseFacts> opened) {
    var now = clock.instant();
    var policy = policies.current();
    var entries = new ArrayList<DisclosureEntry>();
    opened.forEach(
        (id, facts) ->
            facts.children().stream()
                .filter(child -> child.id().equals(id))
                .forEach(
                    child ->
                        entries.add(Entries.opened(caller, facts, child, policy.version(), now))));
    return releaseWith(caller, view, entries);
  }
}
