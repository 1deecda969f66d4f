package be.schakel.consent;

import be.schakel.consent.Ages.Stage;
import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.consent.ChildFacts.Carer;
import be.schakel.policy.ConsentTerms;
import be.schakel.policy.FlagEffect;
import be.schakel.vocabulary.ParentalRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who must give a consent (disclosure policy 5.4, table) against who gave it. */
final class Givers {

  /** What is wrong with those who gave it. */
  enum Lack {
    CHILD,
    /** Nobody who gave it may give it. */
    ANY_VALID,
    /** The same: only a foster parent without documented delegation did. */
    FOSTER_PARENT,
    /** The same: only a step-parent did. */
    STEP_PARENT,
    /** The same: only a parent or guardian without authority did. */
    NO_AUTHORITY,
    /** The same: only who is flagged as alleged perpetrator did. */
    ALLEGED_PERPETRATOR,
    /** Somebody else has to give it too. */
    OTHER_HOLDER,
    DISAGREEMENT
  }

  private final ChildFacts child;
  private final boolean childGave;
  private final boolean presumption;
  private final List<Carer> carersWhoGave;
  private final ConsentTerms terms;

  Givers(ChildFacts child, Set<String> givers, boolean otherParentPresumption, ConsentTerms terms) {
    this.terms = terms;
    this.child = child;
    this.childGave = givers.contains(child.key());
    this.presumption = otherParentPresumption;
    this.carersWhoGave =
        child.carers().stream().filter(carer -> givers.contains(carer.key())).toList();
  }

  Optional<Lack> lackAt(Stage stage) {
    return switch (stage) {
      case UNBORN -> pregnantPerson();
      case CHILD ->
          child.capacity() == Capacity.ASSESSED_CAPABLE
              ? self().or(() -> holders(stage))
              : holders(stage);
      case YOUTH -> child.capacity() == Capacity.ASSESSED_INCAPABLE ? holders(stage) : self();
      case ADULT -> self();
    };
  }

  /** Whether this person must give it at some of these stages, and so may withdraw it alone. */
  boolean mustGive(String key, Set<Stage> stages) {
    return stages.stream().anyMatch(stage -> mustGive(key, stage));
  }

  private boolean mustGive(String key, Stage stage) {
    var self = key.equals(child.key());
    var carer = child.carers().stream().filter(each -> each.key().equals(key)).findFirst();
    return switch (stage) {
      case UNBORN -> carer.filter(one -> one.role() == ParentalRole.MOTHER).isPresent();
      case CHILD ->
          self
              ? child.capacity() == Capacity.ASSESSED_CAPABLE
              : carer.filter(Carer::mayGive).isPresent();
      case YOUTH ->
          child.capacity() == Capacity.ASSESSED_INCAPABLE
              ? carer.filter(Carer::mayGive).isPresent()
              : self;
      case ADULT -> self;
    };
  }

  /** Data about the parents is theirs as well, once the child decides without them. */
  boolean everyParentGave() {
    return child.carers().stream().filter(Carer::isParent).allMatch(carersWhoGave::contains);
  }

  /** The capable minor and its parents or carers (decree of 12 July 2013, art. 75). */
  boolean childAndCarersGave(Set<Stage> stages) {
    return childGave
        && stages.stream().allMatch(stage -> capable(stage) && holders(stage).isEmpty());
  }

  boolean capable(Stage stage) {
    return switch (child.capacity()) {
      case ASSESSED_CAPABLE -> stage != Stage.UNBORN;
      case ASSESSED_INCAPABLE -> false;
      case PRESUMED_BY_AGE -> stage == Stage.YOUTH || stage == Stage.ADULT;
    };
  }

  private Optional<Lack> self() {
    return childGave ? Optional.empty() : Optional.of(Lack.CHILD);
  }

  private Optional<Lack> pregnantPerson() {
    var mother =
        carersWhoGave.stream()
            .filter(carer -> carer.role() == ParentalRole.MOTHER)
            .filter(carer -> !loses(carer, Stage.UNBORN, FlagEffect.GIVE))
            .toList();
    if (!mother.isEmpty()) {
      return mother.stream().allMatch(carer -> loses(carer, Stage.UNBORN, FlagEffect.GIVE_ALONE))
          ? Optional.of(Lack.ALLEGED_PERPETRATOR)
          : Optional.empty();
    }
    return Optional.of(
        carersWhoGave.stream().anyMatch(Carer::mayGive) ? Lack.OTHER_HOLDER : nobodyValid());
  }

  private Optional<Lack> holders(Stage stage) {
    var valid =
        carersWhoGave.stream()
            .filter(Carer::mayGive)
            .filter(carer -> !loses(carer, stage, FlagEffect.GIVE))
            .toList();
    if (valid.stream().allMatch(carer -> loses(carer, stage, FlagEffect.GIVE_ALONE))) {
      return Optional.of(nobodyValid());
    }
    if (child.carers().stream().anyMatch(carer -> objects(carer, stage))) {
      return Optional.of(Lack.DISAGREEMENT);
    }
    if (valid.stream().anyMatch(Carer::isGuardian)) {
      return Optional.empty();
    }
    var leftOut =
        child.carers().stream()
            .filter(carer -> !loses(carer, stage, FlagEffect.GIVE))
            .anyMatch(carer -> carer.isRecordedHolder() && !valid.contains(carer));
    if (leftOut || (valid.size() == 1 && !presumption && !soleHolder())) {
      return Optional.of(Lack.OTHER_HOLDER);
    }
    return Optional.empty();
  }

  /** Why none of those who gave it counts. */
  private Lack nobodyValid() {
    if (carersWhoGave.stream().anyMatch(Carer::mayGive)) {
      return Lack.ALLEGED_PERPETRATOR;
    }
    if (carersWhoGave.stream().anyMatch(Carer::lostAuthority)) {
      return Lack.NO_AUTHORITY;
    }
    if (gave(ParentalRole.FOSTER_PARENT)) {
      return Lack.FOSTER_PARENT;
    }
    return gave(ParentalRole.STEP_PARENT) ? Lack.STEP_PARENT : Lack.ANY_VALID;
  }

  private boolean gave(ParentalRole role) {
    return carersWhoGave.stream().anyMatch(carer -> carer.role() == role);
  }

  /** Who disagreed in general and gave this one agrees with this one. */
  private boolean objects(Carer carer, Stage stage) {
    return carer.disagrees()
        && carer.mayGive()
        && !carersWhoGave.contains(carer)
        && !loses(carer, stage, FlagEffect.GIVE);
  }

  /** Whether the flag takes this right from a person at any of these stages. */
  boolean loses(String key, Set<Stage> stages, FlagEffect effect) {
    return child.carers().stream()
        .filter(carer -> carer.key().equals(key))
        .anyMatch(carer -> stages.stream().anyMatch(stage -> loses(carer, stage, effect)));
  }

  private boolean loses(Carer carer, Stage stage, FlagEffect effect) {
    // An adult's stage is not among those of the terms: nobody decides for it
    return carer.allegedPerpetrator()
        && terms.flagEffects().entrySet().stream()
            .filter(each -> each.getKey().name().equals(stage.name()))
            .anyMatch(each -> each.getValue().contains(effect));
  }

  private boolean soleHolder() {
    return child.carers().stream().anyMatch(carer -> carer.isParent() && carer.lostAuthority());
  }
}
