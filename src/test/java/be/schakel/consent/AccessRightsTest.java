package be.schakel.consent;

import static be.schakel.consent.Fixtures.FATHER;
import static be.schakel.consent.Fixtures.MOTHER;
import static be.schakel.consent.Fixtures.NOW;
import static be.schakel.consent.Fixtures.ageUnknown;
import static be.schakel.consent.Fixtures.assessed;
import static be.schakel.consent.Fixtures.carer;
import static be.schakel.consent.Fixtures.child;
import static be.schakel.consent.Fixtures.unborn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.AccessRights.Reach;
import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.consent.ChildFacts.Carer;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ParentalRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask what is on record about a child (decree of 7 May 2004, art. 4). */
class AccessRightsTest {

  private static final AccessRights RIGHTS = new AccessRights(new Policy(PolicyData.shipped()));
  private static final String YOUNG = "2018-03-15";
  private static final String YOUTH = "2012-03-15";
  private static final Carer FLAGGED =
      new Carer("p2", ParentalRole.FATHER, AuthorityStatus.HOLDS, false, false, true);

  @ParameterizedTest
  @CsvSource({
    // Today is 2026-11-21
    "2014-11-22, false",
    "2014-11-21, true",
    "2005-01-01, true",
    // Somebody of this year may be eleven still
    "2014, false",
    "2013, true"
  })
  void childAsksItselfFromTwelveOn(String birthDate, boolean itself) {
    assertEquals(itself, RIGHTS.exercisesItself(child(birthDate, MOTHER), NOW));
  }

  @Test
  void assessmentGoesBeforeAge() {
    assertTrue(
        RIGHTS.exercisesItself(assessed(child(YOUNG, MOTHER), Capacity.ASSESSED_CAPABLE), NOW));
    assertFalse(
        RIGHTS.exercisesItself(assessed(child(YOUTH, MOTHER), Capacity.ASSESSED_INCAPABLE), NOW));
    assertTrue(
        RIGHTS.exercisesItself(assessed(ageUnknown(MOTHER), Capacity.ASSESSED_CAPABLE), NOW));
  }

  @Test
  void parentAsksForAChildThatCannot() {
    assertEquals(Reach.WHOLE, RIGHTS.ofCarer(child(YOUNG, MOTHER, FATHER), "p2", NOW));
    assertEquals(Reach.WHOLE, RIGHTS.ofCarer(unborn("2027-01-15", MOTHER), "p1", NOW));
    assertEquals(
        Reach.WHOLE,
        RIGHTS.ofCarer(assessed(child(YOUTH, MOTHER), Capacity.ASSESSED_INCAPABLE), "p1", NOW));
  }

  @Test
  void parentOfAChildThatMayAskItselfIsToldOnlyOfOwnData() {
    assertEquals(Reach.OWN_DATA, RIGHTS.ofCarer(child(YOUTH, MOTHER), "p1", NOW));
    assertEquals(
        Reach.OWN_DATA,
        RIGHTS.ofCarer(assessed(child(YOUNG, MOTHER), Capacity.ASSESSED_CAPABLE), "p1", NOW));
  }

  /** Until somebody assesses it, neither the child nor its parent gets what may be the other's. */
  @Test
  void whereTheAgeIsNotCertainNobodyGetsTheWhole() {
    assertFalse(RIGHTS.exercisesItself(ageUnknown(MOTHER), NOW));
    assertEquals(Reach.OWN_DATA, RIGHTS.ofCarer(ageUnknown(MOTHER), "p1", NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "MOTHER, DEPRIVED, OWN_DATA",
    "FATHER, EXCLUSIVE_OTHER, OWN_DATA",
    "FATHER, UNKNOWN, WHOLE",
    "GUARDIAN, UNKNOWN, WHOLE",
    "FOSTER_PARENT, UNKNOWN, OWN_DATA",
    "FOSTER_PARENT, DELEGATED, OWN_DATA",
    "STEP_PARENT, UNKNOWN, OWN_DATA"
  })
  void onlyWhoHoldsAuthorityAsksForTheChild(
      ParentalRole role, AuthorityStatus authority, Reach reach) {
    assertEquals(reach, RIGHTS.ofCarer(child(YOUNG, carer("p3", role, authority)), "p3", NOW));
  }

  @Test
  void whoIsNotOnRecordAboutTheChildGetsNothing() {
    assertEquals(Reach.NONE, RIGHTS.ofCarer(child(YOUNG, MOTHER), "p2", NOW));
  }

  @Test
  void flagTakesAwayWhatTheDataSay() {
    var child = child(YOUNG, MOTHER, FLAGGED);
    assertEquals(Reach.WHOLE, RIGHTS.ofCarer(child, "p2", NOW));
    assertTrue(RIGHTS.mayBeTold(child, "p2", NOW));

    var seeing = flagged("CHILD", "SEE");
    assertEquals(Reach.NONE, seeing.ofCarer(child, "p2", NOW));
    assertEquals(Reach.WHOLE, seeing.ofCarer(child, "p1", NOW));
    assertEquals(Reach.OWN_DATA, seeing.ofCarer(child(YOUTH, FLAGGED), "p2", NOW));

    var told = flagged("CHILD", "BE_TOLD");
    assertEquals(Reach.WHOLE, told.ofCarer(child, "p2", NOW));
    assertFalse(told.mayBeTold(child, "p2", NOW));
    assertTrue(told.mayBeTold(child, "p1", NOW));
  }

  private static AccessRights flagged(String stage, String effects) {
    return new AccessRights(TestPolicies.whereTheFlagTakes(stage, effects).current());
  }
}
