package be.schakel.disclosure;

import be.schakel.consent.Consent;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.OnRecord;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.partner.Partner;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Decision;
import be.schakel.policy.Reason;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the gate would decide if somebody asked: the same rules over the same records, without
 * releasing or recording anything. For the people at the centre, who must tell a family who can see
 * what.
 */
@ApplicationScoped
public class Foresight {

  /** Nobody reads for these, or only in an emergency that cannot be foreseen. */
  private static final Set<Purpose> NOT_FORESEEN =
      EnumSet.of(Purpose.SUBMIT, Purpose.STATISTICS, Purpose.EMERGENCY, Purpose.AUDIT);

  /** That a purpose does not fit says least: another one might. */
  private static final Comparator<Decision> NEAREST =
      Comparator.<Decision, Boolean>comparing(
              denial -> denial.reasons().contains(Reason.PURPOSE_DOES_NOT_FIT))
          .thenComparing(Ruling.MOST_HELPFUL);

  /** The best a professional of the partner could get. */
  private static final String ROLE = "physician";

  @Inject Records records;
  @Inject Policies policies;

  /**
   * One cell: what a partner would get of one category of one child's data.
   *
   * @param purpose for which it would get it; where it gets nothing, what comes nearest
   * @param there whether the report holds anything of the category today
   * @param part only some of it
   */
  public record Cell(
      UUID child,
      DataCategory category,
      Decision decision,
      Purpose purpose,
      Optional<Instant> until,
      boolean there,
      boolean part) {}

  /**
   * Every category of every child for one partner.
   *
   * @param supposed a consent that nobody has given yet
   */
  public List<Cell> of(
      Disclosable<?> found, Partner partner, Optional<Consent> supposed, Instant at) {
    var facts = found.facts();
    var evidence = evidence(facts, partner, supposed, at);
    var cells = new ArrayList<Cell>();
    var rulings = rulings(found, partner, evidence, at);
    for (var child : facts.children()) {
      for (var category : DataCategory.values()) {
        cells.add(cell(facts, child.id(), category, partner, evidence, rulings, at));
      }
    }
    return cells;
  }

  /**
   * On what a partner would get something of this, for any purpose it is registered for; empty when
   * it would get nothing.
   */
  public Optional<Decision> opens(Disclosable<?> found, Partner partner, Instant at) {
    var evidence = evidence(found.facts(), partner, Optional.empty(), at);
    return rulings(found, partner, evidence, at).values().stream()
        .filter(Ruling::permitsSomething)
        .flatMap(ruling -> ruling.permits().stream())
        .min(Comparator.comparing(decision -> decision.consent().isEmpty()));
  }

  /**
   * Of each of these parts of one report, in their order, whether a partner would see it, for any
   * purpose it is registered for.
   *
   * @param seen whether it is there in what is left of a part
   */
  public <V extends Record> List<Boolean> shows(
      List<? extends Disclosable<V>> parts, Partner partner, Predicate<V> seen, Instant at) {
    if (parts.isEmpty()) {
      return List.of();
    }
    var evidence = evidence(parts.get(0).facts(), partner, Optional.empty(), at);
    return parts.stream()
        .map(
            part ->
                rulings(part, partner, evidence, at).values().stream()
                    .anyMatch(ruling -> seen.test(ruling.projected())))
        .toList();
  }

  /**
   * What a partner would see of one thing in this, for any purpose it is registered for; nothing
   * where it would see none of it.
   *
   * @param what the thing, in what is left of the whole
   */
  public <V extends Record, T> Set<T> sees(
      Disclosable<V> found, Partner partner, Function<V, Optional<T>> what, Instant at) {
    var evidence = evidence(found.facts(), partner, Optional.empty(), at);
    return rulings(found, partner, evidence, at).values().stream()
        .flatMap(ruling -> what.apply(ruling.projected()).stream())
        .collect(Collectors.toSet());
  }

  private Map<UUID, OnRecord.Found> evidence(
      CaseFacts facts, Partner partner, Optional<Consent> supposed, Instant at) {
    var found = records.forPartner(partner.code(), List.of(facts.referral()), at);
    var onRecord = supposed.map(found::supposing).orElse(found);
    var rules = new ConsentRules(policies.current());
    var evidence = new HashMap<UUID, OnRecord.Found>();
    for (var child : facts.children()) {
      evidence.put(
          child.id(), onRecord.about(facts.referral(), child.id(), child.told(), rules, at));
    }
    return evidence;
  }

  private <V extends Record> Map<Purpose, Ruling<V>> rulings(
      Disclosable<V> found, Partner partner, Map<UUID, OnRecord.Found> evidence, Instant at) {
    var rulings = new HashMap<Purpose, Ruling<V>>();
    for (var purpose : purposes(partner)) {
      rulings.put(
          purpose,
          Ruling.on(policies.current(), asker(partner, purpose), Action.READ, found, evidence, at));
    }
    return rulings;
  }

  private Cell cell(
      CaseFacts facts,
      UUID child,
      DataCategory category,
      Partner partner,
      Map<UUID, OnRecord.Found> evidence,
      Map<Purpose, ? extends Ruling<?>> rulings,
      Instant at) {
    Cell best = null;
    for (var purpose : purposes(partner)) {
      var asked =
          rulings.get(purpose).about(child).entrySet().stream()
              .filter(each -> each.getKey().category() == category)
              .map(Map.Entry::getValue)
              .toList();
      var decisions =
          asked.isEmpty()
              ? List.of(
                  Ruling.onCategory(
                      policies.current(),
                      asker(partner, purpose),
                      facts,
                      evidence,
                      child,
                      category,
                      at))
              : asked;
      var cell = cell(child, category, purpose, decisions, !asked.isEmpty(), evidence);
      if (best == null || better(cell, best)) {
        best = cell;
      }
    }
    return best;
  }

  private static Cell cell(
      UUID child,
      DataCategory category,
      Purpose purpose,
      List<Decision> decisions,
      boolean there,
      Map<UUID, OnRecord.Found> evidence) {
    var permitted = decisions.stream().filter(Decision::permit).toList();
    var main =
        permitted.stream()
            .findFirst()
            .orElseGet(() -> decisions.stream().min(Ruling.MOST_HELPFUL).orElseThrow());
    return new Cell(
        child,
        category,
        main,
        purpose,
        main.consent()
            .flatMap(
                id ->
                    evidence.get(child).evidence().consents().stream()
                        .filter(consent -> consent.id().equals(id))
                        .map(consent -> consent.until())
                        .findFirst()),
        there,
        !permitted.isEmpty() && permitted.size() < decisions.size());
  }

  private static boolean better(Cell one, Cell other) {
    if (one.decision().permit() != other.decision().permit()) {
      return one.decision().permit();
    }
    if (one.decision().permit()) {
      return other.part() && !one.part();
    }
    return NEAREST.compare(one.decision(), other.decision()) < 0;
  }

  private static List<Purpose> purposes(Partner partner) {
    var purposes =
        partner.purposes().stream()
            .filter(purpose -> !NOT_FORESEEN.contains(purpose))
            .sorted()
            .toList();
    // Who is registered for nothing else gets nothing, and the reason says so
    return purposes.isEmpty() ? List.of(Purpose.FOLLOW_UP_OWN) : purposes;
  }

  private static Asker asker(Partner partner, Purpose purpose) {
    return Asker.foreseen(partner, ROLE, purpose);
  }
}
