package be.schakel.consent;

import be.schakel.policy.ConsentTerms;
import be.schakel.vocabulary.PartialDate;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How old a child can be, as far as its birth date is known. Where several ages are possible all of
 * them count, so that the strictest decides.
 */
final class Ages {

  /** Who consents depends on these. */
  enum Stage {
    UNBORN,
    /** Too young to decide alone. */
    CHILD,
    /** Decides itself. */
    YOUTH,
    ADULT
  }

  private final boolean unborn;
  private final Optional<LocalDate> earliest;
  private final Optional<LocalDate> latest;
  private final ConsentTerms terms;

  private Ages(
      boolean unborn,
      Optional<LocalDate> earliest,
      Optional<LocalDate> latest,
      ConsentTerms terms) {
    this.unborn = unborn;
    this.earliest = earliest;
    this.latest = latest;
    this.terms = terms;
  }

  static Ages of(ChildFacts child, ConsentTerms terms) {
    var unborn = child.unborn() && child.birthDate().isEmpty();
    var birth = unborn ? child.expectedBirthDate() : child.birthDate();
    return new Ages(
        unborn, birth.flatMap(PartialDate::first), birth.flatMap(PartialDate::last), terms);
  }

  /**
   * Every stage the child can be in on a day. An unknown birth date is that of a minor: the centres
   * are there for minors, and what a minor and its parents gave together an adult gave as well.
   */
  Set<Stage> on(LocalDate day) {
    if (unborn) {
      return expected(day);
    }
    if (earliest.isEmpty() || latest.isEmpty()) {
      return EnumSet.of(Stage.CHILD, Stage.YOUTH);
    }
    return EnumSet.range(stage(latest.get(), day), stage(earliest.get(), day));
  }

  /** Once the expected day is there, the child may be born and nobody has said so yet. */
  private Set<Stage> expected(LocalDate day) {
    if (earliest.isEmpty() || latest.isEmpty()) {
      return EnumSet.of(Stage.UNBORN, Stage.CHILD);
    }
    if (day.isBefore(earliest.get())) {
      return EnumSet.of(Stage.UNBORN);
    }
    return EnumSet.range(Stage.UNBORN, stage(earliest.get(), day));
  }

  private Stage stage(LocalDate birth, LocalDate day) {
    var years = Period.between(birth, day).getYears();
    if (years >= terms.ageOfMajority()) {
      return Stage.ADULT;
    }
    return years >= terms.ageChildDecides() ? Stage.YOUTH : Stage.CHILD;
  }

  boolean certainlyAdult(LocalDate day) {
    return !unborn && latest.isPresent() && stage(latest.get(), day) == Stage.ADULT;
  }

  /** The first days on which the child can be born, can decide itself and can be an adult. */
  Stream<LocalDate> turningDays() {
    return earliest.stream()
        .flatMap(
            birth ->
                Stream.of(
                    birth,
                    birthday(birth, terms.ageChildDecides()),
                    birthday(birth, terms.ageOfMajority())));
  }

  /** Who was born on 29 February has a birthday on 1 March of a common year. */
  private static LocalDate birthday(LocalDate birth, int years) {
    var day = birth.plusYears(years);
    return day.getDayOfMonth() == birth.getDayOfMonth() ? day : day.plusDays(1);
  }
}
