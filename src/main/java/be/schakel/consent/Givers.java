package be.schakel.consent;

import be.schakel.consent.Ages.Stage;
import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.consent.ChildFacts.Carer;
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

  Givers(ChildFacts child, Set<String> givers, boolean otherParentPresumption) {
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
          child.capacity() == Capacity.ASSESSED_CAPABLE ? self().or(this::holders) : holders();
      case YOUTH -> child.capacity() == Capacity.ASSESSED_INCAPABLE ? holders() : self();
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
    return childGave && stages.stream().allMatch(this::capable) && holders().isEmpty();
  }

  private boolean capable(Stage stage) {
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
    var gave = carersWhoGave.stream().anyMatch(carer -> carer.role() == ParentalRole.MOTHER);
    if (gave) {
      return Optional.empty();
    }
    return Optional.of(
        carersWhoGave.stream().anyMatch(Carer::mayGive) ? Lack.OTHER_HOLDER : nobodyValid());
  }

  private Optional<Lack> holders() {
    var valid = carersWhoGave.stream().filter(Carer::mayGive).toList();
    // Who is flagged as alleged perpetrator cannot be the only one who speaks for the child.
    if (valid.stream().allMatch(Carer::allegedPerpetrator)) {
      return Optional.of(nobodyValid());
    }
    if (child.carers().stream().anyMatch(this::objects)) {
      return Optional.of(Lack.DISAGREEMENT);
    }
    if (valid.stream().anyMatch(Carer::isGuardian)) {
      return Optional.empty();
    }
    var leftOut =
        child.carers().stream()
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
  private boolean objects(Carer carer) {
    return carer.disagrees() && carer.mayGive() && !carersWhoGave.contains(carer);
  }

  private boolean soleHolder() {
    return child.carers().stream().anyMatch(carer -> carer.isParent() && carer.lostAuthority());
  }
}
