package be.schakel.disclosure;

import be.schakel.partner.Caller;
import be.schakel.policy.Decision;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Decisions as entries of the log: one for each child. Pure. */
final class Entries {

  /** Stands on every entry of what break-glass opened. */
  static final String BREAK_GLASS = "BREAK_GLASS";

  private Entries() {}

  static List<DisclosureEntry> of(
      Caller caller,
      LogAction action,
      CaseFacts facts,
      Ruling<?> ruling,
      String version,
      Instant at) {
    var entries = new ArrayList<DisclosureEntry>(facts.children().size());
    for (var child : facts.children()) {
      var decisions = ruling.about(child.id());
      if (!decisions.isEmpty()) {
        entries.add(
            entry(caller, action, facts, child, decisions, ruling.logged(child.id()), version, at));
      }
    }
    return entries;
  }

  static List<DisclosureEntry> refusal(
      Caller caller, LogAction action, CaseFacts facts, String rule, String version, Instant at) {
    return facts.children().stream()
        .map(
            child ->
                withoutCase(caller, action, LogOutcome.DENY, rule, version, at)
                    .about(facts.referral())
                    .of(child.pseudonym(), centre(caller, facts)))
        .toList();
  }

  /** A search of the log itself: about no child and no case. */
  static DisclosureEntry ofLog(
      Caller caller, Decision decision, String filter, String version, Instant at) {
    var asked = Set.of(DataCategory.DISCLOSURE_LOG);
    Set<DataCategory> none = Set.of();
    return new DisclosureEntry(
        at,
        LogAction.AUDIT_READ,
        decision.permit() ? LogOutcome.PERMIT : LogOutcome.DENY,
        Optional.of(new DisclosureEntry.Party(caller.partner().code(), caller.partner().kind())),
        Optional.of(DisclosureEntry.Person.of(caller.professional())),
        Optional.of(caller.purpose()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        decision.permit() ? asked : none,
        decision.permit() ? none : asked,
        decision.ground(),
        decision.rule(),
        version,
        Optional.empty(),
        List.of(Alike.of(decision).ruling(asked)),
        Optional.of(filter),
        caller.trace().requestId(),
        caller.trace().traceId(),
        Optional.of(caller.tokenId()),
        caller.trace().address(),
        List.of());
  }

  static DisclosureEntry withoutCase(
      Caller caller,
      LogAction action,
      LogOutcome outcome,
      String rule,
      String version,
      Instant at) {
    return new DisclosureEntry(
        at,
        action,
        outcome,
        Optional.of(new DisclosureEntry.Party(caller.partner().code(), caller.partner().kind())),
        Optional.of(DisclosureEntry.Person.of(caller.professional())),
        Optional.of(caller.purpose()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        rule,
        version,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        caller.trace().requestId(),
        caller.trace().traceId(),
        Optional.of(caller.tokenId()),
        caller.trace().address(),
        List.of());
  }

  private static DisclosureEntry entry(
      Caller caller,
      LogAction action,
      CaseFacts facts,
      CaseFacts.Child child,
      Map<Projection.Ask, Decision> decisions,
      List<String> versions,
      String version,
      Instant at) {
    var permitted = EnumSet.noneOf(DataCategory.class);
    var withheld = EnumSet.noneOf(DataCategory.class);
    var alike = new LinkedHashMap<Alike, Set<DataCategory>>();
    decisions.forEach(
        (ask, decision) -> {
          (decision.permit() ? permitted : withheld).add(ask.category());
          alike
              .computeIfAbsent(Alike.of(decision), first -> EnumSet.noneOf(DataCategory.class))
              .add(ask.category());
        });
    var main = main(decisions.values());
    var outcome =
        permitted.isEmpty()
            ? LogOutcome.DENY
            : withheld.isEmpty() ? LogOutcome.PERMIT : LogOutcome.PARTIAL;
    return new DisclosureEntry(
        at,
        action,
        outcome,
        Optional.of(new DisclosureEntry.Party(caller.partner().code(), caller.partner().kind())),
        Optional.of(DisclosureEntry.Person.of(caller.professional())),
        Optional.of(caller.purpose()),
        Optional.of(child.pseudonym()),
        Optional.of(facts.referral()),
        Optional.empty(),
        centre(caller, facts),
        permitted,
        withheld,
        main.ground(),
        main.rule(),
        version,
        main.consent(),
        alike.entrySet().stream().map(each -> each.getKey().ruling(each.getValue())).toList(),
        Optional.empty(),
        caller.trace().requestId(),
        caller.trace().traceId(),
        Optional.of(caller.tokenId()),
        caller.trace().address(),
        flags(alike.keySet(), versions));
  }

  /** Where an address is secret nobody but the centre itself may read its name in an entry. */
  private static Optional<String> centre(Caller caller, CaseFacts facts) {
    return facts
        .vk()
        .map(
            code ->
                facts.anySecretAddress() && !code.equals(caller.partner().code())
                    ? CentreNames.toHide(code)
                    : code);
  }

  private static List<String> flags(Set<Alike> alike, List<String> versions) {
    var flags = new ArrayList<>(versions);
    if (alike.stream().anyMatch(Alike::vital)) {
      flags.add(0, BREAK_GLASS);
    }
    return flags;
  }

  /**
   * What an auditor should see first: a permit on a ground other than the asker's own data, a
   * permit, a denial.
   */
  private static Decision main(Iterable<Decision> decisions) {
    Decision main = null;
    for (var decision : decisions) {
      if (main == null || weight(decision) > weight(main)) {
        main = decision;
      }
    }
    return main;
  }

  private static int weight(Decision decision) {
    if (!decision.permit()) {
      return 0;
    }
    return decision.ground().filter(ground -> ground != LegalGround.OWN).isPresent() ? 2 : 1;
  }

  private record Alike(
      boolean permit, String rule, Optional<LegalGround> ground, Optional<UUID> consent) {

    static Alike of(Decision decision) {
      return new Alike(decision.permit(), decision.rule(), decision.ground(), decision.consent());
    }

    boolean vital() {
      return ground.filter(found -> found == LegalGround.G9_VITAL).isPresent();
    }

    DisclosureEntry.Ruling ruling(Set<DataCategory> categories) {
      return new DisclosureEntry.Ruling(permit, rule, ground, consent, categories);
    }
  }
}
