package be.schakel.disclosure;

import be.schakel.consent.OnRecord;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Circumstances;
import be.schakel.policy.Decision;
import be.schakel.policy.Evidence;
import be.schakel.policy.Form;
import be.schakel.policy.Obligation;
import be.schakel.policy.Policy;
import be.schakel.policy.Question;
import be.schakel.policy.Relation;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every decision about one thing for one asker, child by child, and what the thing looks like after
 * them. Pure.
 */
final class Ruling<V extends Record> {

  /** Among denials, the one that something can be done about first. */
  static final Comparator<Decision> MOST_HELPFUL = Comparator.comparingInt(Ruling::helpfulness);

  /** Of a case as a whole, so of all its children. */
  private static final Set<DataCategory> SHOWS_THE_WHOLE =
      EnumSet.of(DataCategory.RECEIPT, DataCategory.STATUS);

  private final Map<Projection.Ask, Decision> decisions;
  private final V projected;
  private final Map<UUID, OnRecord.Found> evidence;

  private Ruling(
      Map<Projection.Ask, Decision> decisions, V projected, Map<UUID, OnRecord.Found> evidence) {
    this.decisions = decisions;
    this.projected = projected;
    this.evidence = evidence;
  }

  static <V extends Record> Ruling<V> on(
      Policy policy,
      Asker asker,
      Action action,
      Disclosable<V> found,
      Map<UUID, OnRecord.Found> evidence,
      Instant at) {
    return on(policy, asker, action, found, evidence, false, at);
  }

  /**
   * The same.
   *
   * @param outsideTeam the case is kept within a team, and the asker is not in it
   */
  static <V extends Record> Ruling<V> on(
      Policy policy,
      Asker asker,
      Action action,
      Disclosable<V> found,
      Map<UUID, OnRecord.Found> evidence,
      boolean outsideTeam,
      Instant at) {
    var facts = found.facts();
    var owner =
        asker.kind() == PartnerKind.VK
            && (facts.routingRequired() || facts.vk().filter(asker.partner()::equals).isPresent());
    var projection =
        new Projection(asker.partner(), owner, asker.purpose() == Purpose.EMERGENCY, facts);
    var full = found.view(false);
    var circumstances = circumstances(asker, facts, evidence, outsideTeam);
    var whole = wholeCircumstances(circumstances, facts);
    var decisions = new LinkedHashMap<Projection.Ask, Decision>();
    for (var ask : projection.asks(full)) {
      var about =
          (SHOWS_THE_WHOLE.contains(ask.category()) ? whole : circumstances).get(ask.child());
      decisions.put(
          ask,
          policy.decide(
              new Question(
                  asker,
                  action,
                  about,
                  ask.category(),
                  ask.form(),
                  ask.own(),
                  found(evidence, ask.child()).evidence(),
                  at)));
    }
    var neutral =
        decisions.values().stream()
            .anyMatch(d -> d.obligations().contains(Obligation.NEUTRAL_CONTACT));
    var permitted =
        decisions.entrySet().stream()
            .filter(each -> each.getValue().permit())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return new Ruling<>(
        decisions, projection.project(neutral ? found.view(true) : full, permitted), evidence);
  }

  /** What would be decided about a category of which the case holds nothing yet. */
  static Decision onCategory(
      Policy policy,
      Asker asker,
      CaseFacts facts,
      Map<UUID, OnRecord.Found> evidence,
      UUID child,
      DataCategory category,
      Instant at) {
    var about = circumstances(asker, facts, evidence, false).get(child);
    return policy.decide(
        new Question(
            asker,
            Action.READ,
            about,
            category,
            Form.FULL,
            false,
            found(evidence, child).evidence(),
            at));
  }

  /**
   * Whether all these categories of a case are open to the asker, of one of its children each; what
   * shows the whole case, of all of them.
   */
  static boolean shows(
      Policy policy,
      Asker asker,
      CaseFacts facts,
      Map<UUID, OnRecord.Found> evidence,
      Map<DataCategory, Form> categories,
      boolean outsideTeam,
      Instant at) {
    var circumstances = circumstances(asker, facts, evidence, outsideTeam);
    var own = asker.partner().equals(facts.reporter());
    return categories.entrySet().stream()
        .allMatch(
            looked -> {
              Predicate<Circumstances> open =
                  about ->
                      policy
                          .decide(
                              new Question(
                                  asker,
                                  Action.READ,
                                  about,
                                  looked.getKey(),
                                  looked.getValue(),
                                  own,
                                  found(evidence, about.child()).evidence(),
                                  at))
                          .permit();
              return SHOWS_THE_WHOLE.contains(looked.getKey())
                  ? circumstances.values().stream().allMatch(open)
                  : circumstances.values().stream().anyMatch(open);
            });
  }

  /** Whether an asker may have the receipt of this case at all. */
  static Decision onReceipt(
      Policy policy, Asker asker, Action action, CaseFacts facts, boolean outsideTeam, Instant at) {
    var child = facts.children().get(0).id();
    var about =
        wholeCircumstances(circumstances(asker, facts, Map.of(), outsideTeam), facts).get(child);
    var own = asker.partner().equals(facts.reporter());
    return policy.decide(
        new Question(
            asker, action, about, DataCategory.RECEIPT, Form.FULL, own, Evidence.NONE, at));
  }

  /** Whether a window of break-glass would open who a child is. */
  static Decision onWindow(
      Policy policy,
      Asker asker,
      CaseFacts facts,
      UUID child,
      boolean outsideTeam,
      Instant from,
      Instant until) {
    var window =
        new Evidence.BreakGlass(
            child,
            asker.partner(),
            asker.professional(),
            Set.of(DataCategory.CHILD_ID),
            from,
            until);
    var evidence = Evidence.of(List.of(window));
    var found = Map.of(child, new OnRecord.Found(evidence, true, false));
    var about = circumstances(asker, facts, found, outsideTeam).get(child);
    return policy.decide(
        new Question(
            asker, Action.READ, about, DataCategory.CHILD_ID, Form.FULL, false, evidence, from));
  }

  boolean permitsSomething() {
    return !Projection.isEmpty(projected);
  }

  /** What was permitted, of whatever is in it. */
  List<Decision> permits() {
    return decisions.values().stream().filter(Decision::permit).toList();
  }

  /** Nothing in it is meant for the asker: not even a refusal may tell that it is there. */
  boolean asksNothing() {
    return decisions.isEmpty();
  }

  /** What left about one child, by the names that the log has for it. */
  List<String> logged(UUID child) {
    return List.copyOf(Projection.logged(projected, child));
  }

  V projected() {
    return projected;
  }

  /** What consents and shared secrecy on record for the asker name, of any child. */
  Set<DataCategory> opened() {
    var opened = EnumSet.noneOf(DataCategory.class);
    for (var about : evidence.values()) {
      about.evidence().consents().forEach(consent -> opened.addAll(consent.categories()));
      about.evidence().sharedSecrecy().forEach(shared -> opened.addAll(shared.categories()));
    }
    return opened;
  }

  /**
   * The denial that helps its reader most: one that something can be done about, before one that
   * only says who may. Who is related to one of the children only is told what holds for that one.
   */
  Decision mainDecision() {
    return decisions.values().stream()
        .filter(decision -> !decision.permit())
        .min(MOST_HELPFUL)
        .orElseThrow(() -> new IllegalStateException("nothing was asked"));
  }

  private static int helpfulness(Decision denial) {
    if (denial.hidden()) {
      return 3;
    }
    return switch (denial.reasons().get(0)) {
      case MATRIX_CLOSED -> 2;
      case NOT_OWN -> 1;
      default -> 0;
    };
  }

  /** The decisions about one child. */
  Map<Projection.Ask, Decision> about(UUID child) {
    var about = new LinkedHashMap<Projection.Ask, Decision>();
    decisions.forEach(
        (ask, decision) -> {
          if (ask.child().equals(child)) {
            about.put(ask, decision);
          }
        });
    return about;
  }

  private static OnRecord.Found found(Map<UUID, OnRecord.Found> evidence, UUID child) {
    return evidence.getOrDefault(child, OnRecord.Found.NOTHING);
  }

  private static Map<UUID, Circumstances> circumstances(
      Asker asker, CaseFacts facts, Map<UUID, OnRecord.Found> evidence, boolean outsideTeam) {
    var byChild = new HashMap<UUID, Circumstances>();
    for (var child : facts.children()) {
      byChild.put(
          child.id(),
          new Circumstances(
              child.id(),
              relations(asker, facts, found(evidence, child.id())),
              facts.type(),
              facts.retracted(),
              facts.routingRequired(),
              child.secretAddress(),
              facts.reporterProtected(),
              outsideTeam));
    }
    return byChild;
  }

  /**
   * A receipt or status shows the whole referral: one secret address among siblings hides it for
   * all.
   */
  private static Map<UUID, Circumstances> wholeCircumstances(
      Map<UUID, Circumstances> byChild, CaseFacts facts) {
    if (!facts.anySecretAddress()) {
      return byChild;
    }
    var whole = new HashMap<UUID, Circumstances>();
    byChild.forEach((child, about) -> whole.put(child, about.withSecretAddress(true)));
    return whole;
  }

  private static Set<Relation> relations(Asker asker, CaseFacts facts, OnRecord.Found found) {
    var relations = EnumSet.noneOf(Relation.class);
    if (asker.partner().equals(facts.reporter())) {
      relations.add(Relation.REPORTER);
    }
    if (facts.vk().filter(asker.partner()::equals).isPresent()) {
      relations.add(Relation.OWNER);
    }
    if (found.conference()) {
      relations.add(Relation.CONFERENCE);
    }
    if (!found.evidence().engagements().isEmpty()) {
      relations.add(Relation.AUDIT_SCOPE);
    }
    if (!found.evidence().parketReports().isEmpty()) {
      relations.add(Relation.PARKET_ADDRESSEE);
    }
    if (found.grantee() || facts.addressed().contains(asker.partner())) {
      relations.add(Relation.GRANTEE);
    }
    return relations;
  }
}
