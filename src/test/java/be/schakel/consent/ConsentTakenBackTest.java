package be.schakel.consent;

import static be.schakel.consent.Fixtures.FATHER;
import static be.schakel.consent.Fixtures.MOTHER;
import static be.schakel.consent.Fixtures.NOW;
import static be.schakel.consent.Fixtures.RULES;
import static be.schakel.consent.Fixtures.assessed;
import static be.schakel.consent.Fixtures.by;
import static be.schakel.consent.Fixtures.carer;
import static be.schakel.consent.Fixtures.child;
import static be.schakel.consent.Fixtures.unborn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.consent.ChildFacts.Carer;
import be.schakel.consent.ConsentRules.Withdrawal;
import be.schakel.consent.Standing.State;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.PolicyText;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ParentalRole;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may take a consent back, and what becomes of it then (disclosure policy 5.4). */
class ConsentTakenBackTest {

  @Test
  @DisplayName("5.8 case 8: one of two required givers is enough")
  void anyRequiredGiverEndsIt() {
    var child = child("2018-03-15", MOTHER, FATHER);
    var consent = by("p1", "p2").onRecord();
    assertEquals(Withdrawal.ENDS, of(consent, child, "p1"));
    assertEquals(Withdrawal.ENDS, of(consent, child, "p2"));
    assertEquals(Withdrawal.NOT_THEIRS, of(consent, child, "c1"));
    assertEquals(Withdrawal.NOT_THEIRS, of(consent, child, "p9"));
  }

  @Test
  void parentWhoseConsentWasPresumedMayTakeItBack() {
    var silent = carer("p2", ParentalRole.FATHER, AuthorityStatus.UNKNOWN);
    assertEquals(
        Withdrawal.ENDS, of(by("p1").onRecord(), child("2018-03-15", MOTHER, silent), "p2"));
  }

  @Test
  void parentWithoutAuthorityMayNot() {
    var deprived = carer("p2", ParentalRole.FATHER, AuthorityStatus.DEPRIVED);
    var child = child("2018-03-15", MOTHER, deprived);
    assertEquals(Withdrawal.NOT_THEIRS, of(by("p1").onRecord(), child, "p2"));
  }

  @Test
  void whoNeedNotHaveGivenItLeavesItToTheOthers() {
    var foster = carer("p3", ParentalRole.FOSTER_PARENT, AuthorityStatus.UNKNOWN);
    var child = child("2018-03-15", MOTHER, foster);
    assertEquals(Withdrawal.GOES_ON_WITHOUT, of(by("p1", "p3").onRecord(), child, "p3"));
  }

  @Test
  @DisplayName("5.8 case 2: parents do not block what the child of 13 decides for itself")
  void childThatDecidesGoesOnWithoutItsParents() {
    var child = child("2013-06-01", MOTHER);
    assertEquals(Withdrawal.GOES_ON_WITHOUT, of(by("c1", "p1").onRecord(), child, "p1"));
    assertEquals(Withdrawal.ENDS, of(by("c1", "p1").onRecord(), child, "c1"));
    assertEquals(Withdrawal.ENDS, of(by("p1").onRecord(), child, "c1"));
    var family = by("c1", "p1").categories(DataCategory.FAMILY_ID).onRecord();
    assertEquals(Withdrawal.ENDS, of(family, child, "p1"));
  }

  @Test
  void capacityDecidesWhoMayTakeItBack() {
    var young = assessed(child("2018-03-15", MOTHER), Capacity.ASSESSED_CAPABLE);
    assertEquals(Withdrawal.ENDS, of(by("c1", "p1").onRecord(), young, "c1"));
    assertEquals(Withdrawal.ENDS, of(by("c1", "p1").onRecord(), young, "p1"));
    var older = assessed(child("2013-06-01", MOTHER), Capacity.ASSESSED_INCAPABLE);
    assertEquals(Withdrawal.ENDS, of(by("p1").onRecord(), older, "p1"));
    assertEquals(Withdrawal.NOT_THEIRS, of(by("p1").onRecord(), older, "c1"));
  }

  @Test
  void pregnantPersonTakesItBackForTheUnborn() {
    var child = unborn("2027-01-15", MOTHER, FATHER);
    assertEquals(Withdrawal.ENDS, of(by("p1", "p2").onRecord(), child, "p1"));
    assertEquals(Withdrawal.GOES_ON_WITHOUT, of(by("p1", "p2").onRecord(), child, "p2"));
  }

  @Test
  void whatAFlagTakesAwayIsDataByStage() {
    var alleged = new Carer("p2", ParentalRole.FATHER, AuthorityStatus.HOLDS, false, true, true);
    var young = child("2018-03-15", MOTHER, alleged);
    var youth = assessed(child("2013-06-01", MOTHER, alleged), Capacity.ASSESSED_INCAPABLE);
    var byMother = by("p1").onRecord();
    var byBoth = by("p1", "p2").onRecord();
    assertEquals(State.DISAGREEMENT, RULES.standing(byMother, young, NOW).state());
    assertEquals(Withdrawal.ENDS, of(byBoth, young, "p2"));

    var strict = flagged("CHILD", "GIVE,GIVE_ALONE,WITHDRAW");

    assertEquals(State.USABLE, strict.standing(byMother, young, NOW).state());
    assertEquals(State.GIVER_MISSING, strict.standing(by("p2").onRecord(), young, NOW).state());
    assertEquals(Withdrawal.NOT_THEIRS, strict.withdrawal(byBoth, young, "p2", NOW));
    assertEquals(State.DISAGREEMENT, strict.standing(byMother, youth, NOW).state());
    assertEquals(State.USABLE, flagged("YOUTH", "GIVE").standing(byMother, youth, NOW).state());
  }

  @Test
  void flaggedPregnantPersonGivesUnlessTheDataSayOtherwise() {
    var alleged = new Carer("p1", ParentalRole.MOTHER, AuthorityStatus.HOLDS, false, false, true);
    var child = unborn("2027-01-15", alleged);
    var consent = by("p1").onRecord();
    assertEquals(State.USABLE, RULES.standing(consent, child, NOW).state());
    for (var effect : List.of("GIVE", "GIVE_ALONE")) {
      assertEquals(
          State.GIVER_MISSING,
          flagged("UNBORN", effect).standing(consent, child, NOW).state(),
          effect);
    }
  }

  private static ConsentRules flagged(String stage, String effects) {
    var shipped = PolicyText.shipped();
    var line = "flag.alleged-perpetrator." + stage + "=";
    var terms = shipped.terms().replaceFirst("(?m)^" + Pattern.quote(line) + ".*$", line + effects);
    return new ConsentRules(new Policy(PolicyData.of(shipped.withTerms(terms))));
  }

  @Test
  void whatTheRecordShowsFollowsBirthdaysAndEnds() {
    var consent = by("p1").onRecord();
    var child = child("2015-03-15", MOTHER);
    assertEquals(ConsentStatus.ACTIVE, shown(consent, child, "2027-03-14T12:00:00Z"));
    assertEquals(
        ConsentStatus.PENDING_CHILD_CONFIRMATION, shown(consent, child, "2027-03-15T12:00:00Z"));
    assertEquals(ConsentStatus.EXPIRED, shown(consent, child, "2027-06-15T12:00:00Z"));
    assertEquals(
        ConsentStatus.EXPIRED,
        shown(by("c1").onRecord(), child("2009-03-15", MOTHER), "2027-03-15T12:00:00Z"));
    assertEquals(ConsentStatus.REFUSED, shown(consent.refused(), child, "2026-12-01T12:00:00Z"));
    var against = new Carer("p2", ParentalRole.FATHER, AuthorityStatus.HOLDS, false, true, false);
    assertEquals(
        ConsentStatus.ACTIVE,
        shown(consent, child("2018-03-15", MOTHER, against), "2026-12-01T12:00:00Z"));
  }

  private static ConsentStatus shown(Consent consent, ChildFacts child, String at) {
    return RULES.standing(consent, child, Instant.parse(at)).shown(consent);
  }

  private static Withdrawal of(Consent consent, ChildFacts child, String giver) {
    return RULES.withdrawal(consent, child, giver, NOW);
  }
}
