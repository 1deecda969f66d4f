package be.schakel.consent;

import be.schakel.consent.ChildFacts.Carer;
import be.schakel.policy.ConsentTerms;
import be.schakel.policy.FlagEffect;
import be.schakel.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * Who may ask what is on record about a child, and how much of it (decree of 7 May 2004, arts. 4
 * and 20-23; GDPR, art. 15): a child that can judge for itself asks alone; for another child those
 * who hold authority ask.
 *
 * <p>Pure, and immutable. Days are those of Europe/Brussels. Where the age is not known for
 * certain, only what every possible age permits is permitted.
 */
public final class AccessRights {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  /** How much of it. */
  public enum Reach {
    /** All that may be told about the child. */
    WHOLE,
    /** Only what is about the asker too. */
    OWN_DATA,
    NONE
  }

  private final ConsentTerms terms;

  public AccessRights(Policy policy) {
    this.terms = policy.consentTerms();
  }

  /** Whether the child exercises its rights itself at this moment. */
  public boolean exercisesItself(ChildFacts child, Instant now) {
    var givers = givers(child);
    return stages(child, now).stream().allMatch(givers::capable);
  }

  /**
   * What a person on record about the child may ask for.
   *
   * @param key of that person within the facts
   */
  public Reach ofCarer(ChildFacts child, String key, Instant now) {
    var givers = givers(child);
    var stages = stages(child, now);
    var carer = child.carers().stream().filter(each -> each.key().equals(key)).findFirst();
    if (carer.isEmpty() || givers.loses(key, stages, FlagEffect.SEE)) {
      return Reach.NONE;
    }
    return carer.filter(Carer::mayGive).isPresent() && stages.stream().noneMatch(givers::capable)
        ? Reach.WHOLE
        : Reach.OWN_DATA;
  }

  /** Whether this person may be told what is done about the child: {@link FlagEffect#BE_TOLD}. */
  public boolean mayBeTold(ChildFacts child, String key, Instant now) {
    return !givers(child).loses(key, stages(child, now), FlagEffect.BE_TOLD);
  }

  private Givers givers(ChildFacts child) {
    return new Givers(child, Set.of(), true, terms);
  }

  private Set<Ages.Stage> stages(ChildFacts child, Instant now) {
    return Ages.of(child, terms).on(LocalDate.ofInstant(now, BRUSSELS));
  }
}
