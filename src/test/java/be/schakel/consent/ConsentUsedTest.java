package be.schakel.consent;

import static be.schakel.consent.Fixtures.CHILD;
import static be.schakel.consent.Fixtures.FATHER;
import static be.schakel.consent.Fixtures.ID;
import static be.schakel.consent.Fixtures.MOTHER;
import static be.schakel.consent.Fixtures.NOW;
import static be.schakel.consent.Fixtures.RULES;
import static be.schakel.consent.Fixtures.assessed;
import static be.schakel.consent.Fixtures.by;
import static be.schakel.consent.Fixtures.carer;
import static be.schakel.consent.Fixtures.child;
import static be.schakel.consent.Fixtures.closed;
import static be.schakel.consent.Fixtures.unborn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.consent.ChildFacts.Carer;
import be.schakel.consent.Standing.State;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ParentalRole;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a consent on record may be used (disclosure policy 5.4), to the instant. */
class ConsentUsedTest {

  @Test
  void wholeDaysOfBrusselsBothIncluded() {
    var consent = by("p1").from("2026-06-01").to("2026-06-30").onRecord();
    var child = child("2018-03-15", MOTHER);
    state(State.NOT_YET, consent, child, "2026-05-31T21:59:59.999Z");
    state(State.USABLE, consent, child, "2026-05-31T22:00:00Z");
    state(State.USABLE, consent, child, "2026-06-30T21:59:59.999Z");
    state(State.OVER, consent, child, "2026-06-30T22:00:00Z");
    var evidence = RULES.usable(consent, child, noon("2026-06-15")).orElseThrow();
    assertEquals(Instant.parse("2026-05-31T22:00:00Z"), evidence.from());
    assertEquals(Instant.parse("2026-06-30T22:00:00Z"), evidence.until());
    assertEquals("az-tweede", evidence.grantee());
    assertEquals(CHILD, evidence.child());
    assertEquals(ID, evidence.id());
  }

  @Test
  void dayOfTheClockChangeIsAWholeDay() {
    var consent = by("p1").from("2026-10-25").to("2026-10-25").onRecord();
    var child = child("2018-03-15", MOTHER);
    state(State.NOT_YET, consent, child, "2026-10-24T21:59:59Z");
    state(State.USABLE, consent, child, "2026-10-24T22:00:00Z");
    state(State.USABLE, consent, child, "2026-10-25T22:59:59Z");
    state(State.OVER, consent, child, "2026-10-25T23:00:00Z");
  }

  @Test
  @DisplayName("5.8 case 1: on the twelfth birthday the child must confirm")
  void parentsConsentStopsOnTheTwelfthBirthday() {
    var consent = by("p1").onRecord();
    var child = child("2015-03-15", MOTHER);
    state(State.USABLE, consent, child, "2027-03-14T22:59:59.999Z");
    state(State.CHILD_MUST_CONFIRM, consent, child, "2027-03-14T23:00:00Z");
    assertEquals(
        Instant.parse("2027-03-14T23:00:00Z"), RULES.standing(consent, child, NOW).endsAt());
  }

  @Test
  void childThatGaveItWithItsParentsNeedNotConfirm() {
    var consent = by("p1", "c1").onRecord();
    var child = child("2015-03-15", MOTHER);
    state(State.USABLE, consent, child, "2027-03-15T12:00:00Z");
    assertEquals(
        Instant.parse("2027-05-21T22:00:00Z"), RULES.standing(consent, child, NOW).endsAt());
  }

  @Test
  @DisplayName("5.8 case 2: at 13 the child's consent is enough, and not for its parents' data")
  void childOfThirteenDecidesForItselfNotForItsParents() {
    var father = new Carer("p2", ParentalRole.FATHER, AuthorityStatus.HOLDS, false, true, false);
    var child = child("2013-06-01", MOTHER, father);
    var consent = by("c1").categories(DataCategory.SAFETY_PLAN, DataCategory.FAMILY_ID).onRecord();
    var evidence = RULES.usable(consent, child, NOW).orElseThrow();
    assertEquals(Set.of(DataCategory.SAFETY_PLAN), evidence.categories());
    assertFalse(evidence.childAndCarers());

    var family = by("c1").categories(DataCategory.FAMILY_ID).onRecord();
    assertEquals(State.GIVER_MISSING, RULES.standing(family, child, NOW).state());

    var everybody = by("c1", "p1", "p2").categories(DataCategory.FAMILY_ID).onRecord();
    assertEquals(
        Set.of(DataCategory.FAMILY_ID),
        RULES
            .usable(everybody, child("2013-06-01", MOTHER, FATHER), NOW)
            .orElseThrow()
            .categories());
  }

  @Test
  void parentsOfAYoungChildConsentForTheirOwnDataToo() {
    var consent = by("p1").categories(DataCategory.FAMILY_ID).onRecord();
    assertEquals(
        Set.of(DataCategory.FAMILY_ID),
        RULES.usable(consent, child("2018-03-15", MOTHER), NOW).orElseThrow().categories());
  }

  @Test
  @DisplayName("5.8 case 3: towards justice the capable child and its parents")
  void justiceNeedsChildAndParents() {
    var child = child("2013-06-01", MOTHER, FATHER);
    assertFalse(both(by("c1").onRecord(), child));
    assertFalse(both(by("c1", "p1").onRecord(), child));
    assertTrue(both(by("c1", "p1", "p2").onRecord(), child));
    var young = child("2018-06-01", MOTHER);
    assertFalse(both(by("c1", "p1").onRecord(), young));
    assertTrue(both(by("c1", "p1").onRecord(), assessed(young, Capacity.ASSESSED_CAPABLE)));
    assertFalse(
        both(
            by("c1", "p1").onRecord(),
            assessed(child("2013-06-01", MOTHER), Capacity.ASSESSED_INCAPABLE)));
  }

  @Test
  @DisplayName("5.8 case 7: known disagreement of separated parents, one giver")
  void knownDisagreementStopsIt() {
    var consent = by("p1").onRecord();
    var silent = carer("p2", ParentalRole.FATHER, AuthorityStatus.UNKNOWN);
    var against = new Carer("p2", ParentalRole.FATHER, AuthorityStatus.UNKNOWN, false, true, false);
    assertEquals(
        State.USABLE, RULES.standing(consent, child("2018-03-15", MOTHER, silent), NOW).state());
    assertEquals(
        State.DISAGREEMENT,
        RULES.standing(consent, child("2018-03-15", MOTHER, against), NOW).state());
  }

  @Test
  void holderWhoCameOnRecordLaterMustGiveToo() {
    assertEquals(
        State.GIVER_MISSING,
        RULES.standing(by("p1").onRecord(), child("2018-03-15", MOTHER, FATHER), NOW).state());
  }

  @Test
  void giverWhoLostAuthoritySinceNoLongerCounts() {
    var deprived = carer("p1", ParentalRole.MOTHER, AuthorityStatus.DEPRIVED);
    assertEquals(
        State.GIVER_MISSING,
        RULES.standing(by("p1").onRecord(), child("2018-03-15", deprived), NOW).state());
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,USABLE",
    "REFUSED,STOPPED",
    "WITHDRAWN,STOPPED",
    "SUPERSEDED,STOPPED",
    "EXPIRED,OVER",
    "PENDING_CHILD_CONFIRMATION,CHILD_MUST_CONFIRM"
  })
  @DisplayName("5.8 case 8: withdrawn is withdrawn at the next request")
  void onlyAnActiveRecordIsUsable(ConsentStatus status, State state) {
    var consent = by("p1").status(status).onRecord();
    var standing = RULES.standing(consent, child("2018-03-15", MOTHER), NOW);
    assertEquals(state, standing.state());
    assertEquals(state == State.USABLE, standing.evidence().isPresent());
  }

  @Test
  @DisplayName("5.8 case 15: on the eighteenth birthday what was given before ends")
  void eighteenthBirthdayEndsWhatWasGivenBefore() {
    var child = child("2009-03-15", MOTHER);
    for (var consent : List.of(by("p1", "c1").onRecord(), by("c1").onRecord())) {
      state(State.USABLE, consent, child, "2027-03-14T22:59:59Z");
      state(State.PERSON_IS_ADULT, consent, child, "2027-03-14T23:00:00Z");
      assertEquals(
          Instant.parse("2027-03-14T23:00:00Z"), RULES.standing(consent, child, NOW).endsAt());
    }
  }

  @Test
  void whatWasPreparedBeforeTheEighteenthBirthdayEndsToo() {
    var child = child("2009-03-15", MOTHER);
    var prepared = by("c1").from("2027-03-20").to("2027-09-01").onRecord();
    state(State.PERSON_IS_ADULT, prepared, child, "2027-03-20T12:00:00Z");
  }

  @Test
  void adultsOwnConsentHolds() {
    var child = child("2008-11-21", MOTHER);
    var consent = by("c1").onRecord();
    state(State.USABLE, consent, child, "2026-11-21T12:00:00Z");
    state(State.USABLE, consent, child, "2027-05-21T12:00:00Z");
    state(State.CHILD_MUST_CONFIRM, by("p1").onRecord(), child, "2026-11-21T12:00:00Z");
  }

  @Test
  void bornOnTheTwentyNinthOfFebruaryHasABirthdayOnTheFirstOfMarch() {
    var child = child("2012-02-29", MOTHER);
    var consent =
        by("c1").from("2029-12-01").to("2030-11-01").recorded("2029-12-01T09:00:00Z").onRecord();
    state(State.USABLE, consent, child, "2030-02-28T12:00:00Z");
    state(State.PERSON_IS_ADULT, consent, child, "2030-03-01T12:00:00Z");
    assertEquals(
        Instant.parse("2030-02-28T23:00:00Z"),
        RULES.standing(consent, child, noon("2029-12-02")).endsAt());
  }

  @Test
  void partialBirthDateStopsOnTheFirstPossibleBirthday() {
    var consent = by("p1").onRecord();
    var child = child("2015", MOTHER);
    state(State.USABLE, consent, child, "2026-12-31T22:59:59Z");
    state(State.CHILD_MUST_CONFIRM, consent, child, "2026-12-31T23:00:00Z");
    state(State.USABLE, consent, child("2015-03", MOTHER), "2027-02-28T22:59:59Z");
    state(State.CHILD_MUST_CONFIRM, consent, child("2015-03", MOTHER), "2027-02-28T23:00:00Z");
    var adult = by("c1").onRecord();
    state(State.USABLE, adult, child("2009", MOTHER), "2026-12-31T22:59:59Z");
    state(State.PERSON_IS_ADULT, adult, child("2009", MOTHER), "2026-12-31T23:00:00Z");
  }

  @Test
  void closedCaseEndsItAfterThirtyDays() {
    var consent = by("p1").onRecord();
    var child = closed(child("2018-03-15", MOTHER), LocalDate.of(2026, 12, 1));
    state(State.USABLE, consent, child, "2026-12-31T22:59:59Z");
    state(State.CASE_CLOSED, consent, child, "2026-12-31T23:00:00Z");
    assertEquals(
        Instant.parse("2026-12-31T23:00:00Z"), RULES.standing(consent, child, NOW).endsAt());
  }

  @Test
  void whatCannotBeConsentedIsNoEvidenceHoweverItGotThere() {
    var consent = by("p1").categories(DataCategory.RISK_FULL, DataCategory.SAFETY_PLAN).onRecord();
    assertEquals(
        Set.of(DataCategory.SAFETY_PLAN),
        RULES.usable(consent, child("2018-03-15", MOTHER), NOW).orElseThrow().categories());
  }

  @Test
  void impossibleBirthDateCountsAsUnknown() {
    assertEquals(
        State.CHILD_MUST_CONFIRM,
        RULES.standing(by("p1").onRecord(), child("2015-02-30", MOTHER), NOW).state());
  }

  @Test
  void consentOfThePregnantPersonLastsUntilTheExpectedDayWhereAnotherHolderIsOnRecord() {
    var consent = by("p1").onRecord();
    var child = unborn("2027-01-15", MOTHER, FATHER);
    state(State.USABLE, consent, child, "2027-01-14T22:59:59Z");
    state(State.GIVER_MISSING, consent, child, "2027-01-14T23:00:00Z");
    assertEquals(
        Instant.parse("2027-01-14T23:00:00Z"), RULES.standing(consent, child, NOW).endsAt());
    assertEquals(
        Instant.parse("2027-05-21T22:00:00Z"),
        RULES.standing(consent, unborn("2027-01-15", MOTHER), NOW).endsAt());
  }

  @Test
  void consentIsWorthLessFromTheDayOnWhichTheParentsWouldHaveToGiveForThemselves() {
    var consent =
        by("p1", "c1").categories(DataCategory.SAFETY_PLAN, DataCategory.FAMILY_ID).onRecord();
    var father = carer("p2", ParentalRole.FATHER, AuthorityStatus.DEPRIVED);
    var child = child("2015-03-15", MOTHER, father);
    assertEquals(
        Set.of(DataCategory.SAFETY_PLAN, DataCategory.FAMILY_ID),
        RULES.usable(consent, child, NOW).orElseThrow().categories());
    var birthday = Instant.parse("2027-03-14T23:00:00Z");
    assertEquals(birthday, RULES.standing(consent, child, NOW).endsAt());
    assertEquals(
        Set.of(DataCategory.SAFETY_PLAN),
        RULES.usable(consent, child, birthday).orElseThrow().categories());
  }

  @Test
  void adultDoesNotDecideForItsParents() {
    var consent = by("c1").categories(DataCategory.SAFETY_PLAN, DataCategory.FAMILY_ID).onRecord();
    assertEquals(
        Set.of(DataCategory.SAFETY_PLAN),
        RULES.usable(consent, child("2008-11-21", MOTHER), NOW).orElseThrow().categories());
  }

  @Test
  void endOnRecordIsExactlyTheLastInstantOfUse() {
    var random = new Random(5);
    for (int at = 0; at < 5_000; at++) {
      var child = anyChild(random);
      var consent = anyConsent(random);
      var standing = RULES.standing(consent, child, NOW);
      if (standing.state() == State.USABLE) {
        var end = standing.endsAt();
        var last = RULES.usable(consent, child, end.minusMillis(1)).orElseThrow();
        assertEquals(standing.evidence().orElseThrow().categories(), last.categories());
        var after = RULES.usable(consent, child, end).map(e -> e.categories());
        assertNotEquals(Optional.of(last.categories()), after);
      }
    }
  }

  private static ChildFacts anyChild(Random random) {
    var year = 2006 + random.nextInt(20);
    var birth =
        switch (random.nextInt(4)) {
          case 0 -> "" + year;
          case 1 -> "%d-%02d".formatted(year, 1 + random.nextInt(12));
          default -> "%d-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
        };
    var others = List.of(FATHER, carer("p3", ParentalRole.GUARDIAN, AuthorityStatus.UNKNOWN));
    var carers =
        random.nextBoolean() ? List.of(MOTHER) : List.of(MOTHER, others.get(random.nextInt(2)));
    var child =
        random.nextInt(8) == 0
            ? unborn("2027-0" + (1 + random.nextInt(9)), carers.toArray(Carer[]::new))
            : child(birth, carers.toArray(Carer[]::new));
    return assessed(child, Capacity.values()[random.nextInt(3)]);
  }

  private static Consent anyConsent(Random random) {
    var givers = new ArrayList<>(List.of("c1", "p1", "p2", "p3"));
    givers.removeIf(key -> random.nextInt(3) == 0);
    return by(givers.toArray(String[]::new))
        .categories(DataCategory.SAFETY_PLAN, DataCategory.FAMILY_ID)
        .from("2026-11-%02d".formatted(1 + random.nextInt(21)))
        .to("2027-%02d-15".formatted(1 + random.nextInt(11)))
        .onRecord();
  }

  private static boolean both(Consent consent, ChildFacts child) {
    return RULES.usable(consent, child, NOW).map(e -> e.childAndCarers()).orElse(false);
  }

  private static void state(State state, Consent consent, ChildFacts child, String at) {
    var standing = RULES.standing(consent, child, Instant.parse(at));
    assertEquals(state, standing.state(), at);
    assertEquals(state == State.USABLE, standing.evidence().isPresent());
  }

  private static Instant noon(String day) {
    return LocalDate.parse(day).atTime(12, 0).atZone(ZoneId.of("Europe/Brussels")).toInstant();
  }
}
