package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.policy.Asker;
import be.schakel.policy.Decision;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Random samples of the log that anybody can draw again, and single entries of it, as far as an
 * engagement covers them. Who uses this logs it, by releasing what it makes of them.
 */
@ApplicationScoped
public class Sampling {

  @Inject Disclosures disclosures;
  @Inject Supervision supervision;
  @Inject Policies policies;
  @Inject DisclosureGate gate;
  @Inject CentreNames names;
  @Inject Registries registries;

  /**
   * Draws entries of a tree: those with the lowest SHA-256 of the seed, a colon and the entry's id.
   * What was recorded before but is in no tree yet is not drawn from, since nobody could tell later
   * whether it had been.
   *
   * @param tree a signed one; see {@link #newestTree}
   * @param size at least 1
   */
  public Drawn draw(
      Caller caller, DisclosureQuery query, TreeSize tree, String seed, int size, Instant now) {
    var scope = supervision.scope(caller, now);
    return new Drawn(
        tree,
        disclosures.count(query.search(), scope, tree),
        scope.parts().stream().map(Covered::of).toList(),
        disclosures.sample(query.search(), scope, tree, seed, size).stream()
            .map(this::view)
            .toList());
  }

  /** The newest tree that was signed; an empty one before the first. */
  public TreeSize newestTree() {
    return disclosures.newestTree();
  }

  /** Whether an entry about this child is covered. */
  public boolean knows(Caller caller, String subject, Instant now) {
    return disclosures.knows(subject, supervision.scope(caller, now));
  }

  /** Those of these entries that the caller's engagements cover, in the order given. */
  public List<DisclosureView> covered(Caller caller, Collection<UUID> ids, Instant now) {
    var scope = supervision.scope(caller, now);
    return disclosures.these(ids).stream()
        .filter(logged -> scope.covers(logged.entry()))
        .map(this::view)
        .toList();
  }

  /** Those of these entries that are about a case of this centre, in the order given. */
  public List<DisclosureView> ofCentre(String vk, Collection<UUID> ids) {
    var itsNames = names.all(Set.of(vk));
    return disclosures.these(ids).stream()
        .filter(logged -> logged.entry().vk().filter(itsNames::contains).isPresent())
        .map(this::view)
        .toList();
  }

  /**
   * Releases what a centre is told about entries of its own cases, in the running transaction: as
   * far as the log of a case is open to who asks there.
   *
   * @param view made of entries {@link #ofCentre} gave
   * @param rule what lets it leave
   */
  public <V extends Record> Outcome<V> toCentre(
      Caller caller, LogAction logged, V view, String rule, Instant now) {
    var decision = onOwn(caller, now);
    var version = policies.current().version();
    var entry =
        decision.permit()
            ? Entries.withoutCase(caller, logged, LogOutcome.PERMIT, rule, version, now)
            : Entries.withoutCase(caller, logged, LogOutcome.DENY, decision.rule(), version, now);
    return gate.releaseOfLog(caller, decision, List.of(view), false, entry);
  }

  /**
   * The refusal of a change whose answer its caller may not have, to be asked before anything is
   * changed; empty when the change may go on.
   */
  public <V extends Record> Optional<Refused<V>> refusal(
      Caller caller, LogAction logged, Instant now) {
    var decision = onOwn(caller, now);
    return decision.permit()
        ? Optional.empty()
        : Optional.of(
            gate.refuse(caller, logged, LogRuling.refusal(decision, caller.partner().kind())));
  }

  private Decision onOwn(Caller caller, Instant now) {
    var scope = supervision.scope(caller, now);
    return new LogRuling(policies.current(), Asker.of(caller), scope, now).onOwn();
  }

  private DisclosureView view(LoggedEntry logged) {
    return DisclosureView.of(logged, policies.current().legalBases());
  }

  /** The centre that had the case of an entry; none for an entry of no centre, or none at all. */
  public Optional<String> centre(UUID entry) {
    return disclosures.these(List.of(entry)).stream()
        .findFirst()
        .flatMap(logged -> logged.entry().vk())
        .map(centre -> codes().getOrDefault(centre, centre));
  }

  private Map<String, String> codes() {
    return names.codes(registries.current().centres().stream().map(Registration::code).toList());
  }
}
