package be.schakel.consent;

import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.consent.ChildFacts.Carer;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ConsentMethod;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.PartialDate;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An invented child, those around it, and the consents they give. */
final class Fixtures {

  static final ConsentRules RULES = new ConsentRules(new Policy(PolicyData.shipped()));
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  static final UUID ID = new UUID(1, 1);
  static final UUID REFERRAL = new UUID(1, 2);
  static final UUID CHILD = new UUID(1, 3);
  static final Carer MOTHER = carer("p1", ParentalRole.MOTHER, AuthorityStatus.HOLDS);
  static final Carer FATHER = carer("p2", ParentalRole.FATHER, AuthorityStatus.SHARED);

  private Fixtures() {}

  static Carer carer(String key, ParentalRole role, AuthorityStatus authority) {
    return Carer.of(Optional.of(key), Optional.of(role), Optional.of(authority));
  }

  static Carer disagreeing(String key, ParentalRole role, AuthorityStatus authority) {
    return new Carer(key, role, authority, false, true, false);
  }

  static ChildFacts child(String birthDate, Carer... carers) {
    return facts(Optional.of(new PartialDate(birthDate)), Optional.empty(), carers);
  }

  static ChildFacts unborn(String expected, Carer... carers) {
    return facts(Optional.empty(), Optional.of(new PartialDate(expected)), carers);
  }

  static ChildFacts ageUnknown(Carer... carers) {
    return facts(Optional.empty(), Optional.empty(), carers);
  }

  private static ChildFacts facts(
      Optional<PartialDate> birth, Optional<PartialDate> expected, Carer... carers) {
    return new ChildFacts(
        "c1",
        birth,
        expected.isPresent(),
        expected,
        Capacity.PRESUMED_BY_AGE,
        List.of(carers),
        Optional.empty());
  }

  static ChildFacts assessed(ChildFacts child, Capacity capacity) {
    return new ChildFacts(
        child.key(),
        child.birthDate(),
        child.unborn(),
        child.expectedBirthDate(),
        capacity,
        child.carers(),
        child.caseClosedOn());
  }

  static ChildFacts closed(ChildFacts child, LocalDate on) {
    return new ChildFacts(
        child.key(),
        child.birthDate(),
        child.unborn(),
        child.expectedBirthDate(),
        child.capacity(),
        child.carers(),
        Optional.of(on));
  }

  /** A consent by these givers, of whom and for what is ordinary. */
  static Giving by(String... givers) {
    return new Giving(givers);
  }

  /** Builds a consent, handed in or on record. */
  static final class Giving {

    private final List<String> givers;
    private String grantee = "az-tweede";
    private List<DataCategory> categories = List.of(DataCategory.SAFETY_PLAN);
    private List<Purpose> purposes = List.of(Purpose.CARE_COORDINATION);
    private Optional<LocalDate> from = Optional.empty();
    private Optional<LocalDate> to = Optional.empty();
    private Optional<Boolean> presumption = Optional.empty();
    private ConsentStatus status = ConsentStatus.ACTIVE;
    private Instant recordedAt = NOW;

    private Giving(String... givers) {
      this.givers = List.of(givers);
    }

    Giving grantee(String grantee) {
      this.grantee = grantee;
      return this;
    }

    Giving categories(DataCategory... categories) {
      this.categories = List.of(categories);
      return this;
    }

    Giving purposes(Purpose... purposes) {
      this.purposes = List.of(purposes);
      return this;
    }

    Giving from(String day) {
      from = Optional.ofNullable(day).map(LocalDate::parse);
      return this;
    }

    Giving to(String day) {
      to = Optional.ofNullable(day).map(LocalDate::parse);
      return this;
    }

    Giving presumption(boolean presumption) {
      this.presumption = Optional.of(presumption);
      return this;
    }

    Giving status(ConsentStatus status) {
      this.status = status;
      return this;
    }

    Giving recorded(String at) {
      recordedAt = Instant.parse(at);
      return this;
    }

    GivenConsent handedIn() {
      return new GivenConsent(
          "c1",
          givers,
          grantee,
          categories,
          purposes,
          from,
          to,
          Optional.of(ConsentMethod.WRITTEN),
          Optional.of("nl"),
          presumption);
    }

    Consent onRecord() {
      return new Consent(
          ID,
          REFERRAL,
          CHILD,
          Set.copyOf(givers),
          grantee,
          Set.copyOf(categories),
          Set.copyOf(purposes),
          from.orElse(LocalDate.of(2026, 11, 21)),
          to.orElse(LocalDate.of(2027, 5, 21)),
          Optional.of(ConsentMethod.WRITTEN),
          Optional.of("nl"),
          status,
          presumption.orElse(true),
          "uz-voorbeeld",
          recordedAt);
    }
  }
}
