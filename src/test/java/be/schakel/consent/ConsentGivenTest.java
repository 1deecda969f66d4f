package be.schakel.consent;

import static be.schakel.consent.Fixtures.CHILD;
import static be.schakel.consent.Fixtures.FATHER;
import static be.schakel.consent.Fixtures.ID;
import static be.schakel.consent.Fixtures.MOTHER;
import static be.schakel.consent.Fixtures.NOW;
import static be.schakel.consent.Fixtures.REFERRAL;
import static be.schakel.consent.Fixtures.RULES;
import static be.schakel.consent.Fixtures.ageUnknown;
import static be.schakel.consent.Fixtures.assessed;
import static be.schakel.consent.Fixtures.by;
import static be.schakel.consent.Fixtures.carer;
import static be.schakel.consent.Fixtures.child;
import static be.schakel.consent.Fixtures.unborn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.consent.ChildFacts.Carer;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.PartnerKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of a consent that is handed in (disclosure policy 5.4). */
class ConsentGivenTest {

  private static final String POINTER = "/consents/0";
  private static final Map<String, PartnerKind> PARTNERS =
      Map.of("az-tweede", PartnerKind.HOSPITAL, "parket-antwerpen", PartnerKind.PARKET);

  @Test
  void motherAloneIsEnoughWhereNoOtherHolderIsOnRecord() {
    assertEquals(List.of(), check(by("p1").handedIn(), child("2018-03-15", MOTHER)));
  }

  @ParameterizedTest
  @CsvSource({
    "FOSTER_PARENT,HOLDS,CONSENT_GIVER_FOSTER_PARENT",
    "FOSTER_PARENT,DELEGATED,CONSENT_GIVER_FOSTER_PARENT",
    "FOSTER_PARENT,UNKNOWN,CONSENT_GIVER_FOSTER_PARENT",
    "STEP_PARENT,HOLDS,CONSENT_GIVER_STEP_PARENT",
    "STEP_PARENT,DELEGATED,CONSENT_GIVER_STEP_PARENT",
    "OTHER_CARER,HOLDS,CONSENT_GIVER_NOT_VALID",
    "OTHER_CARER,UNKNOWN,CONSENT_GIVER_NOT_VALID",
    "MOTHER,DEPRIVED,CONSENT_GIVER_NO_AUTHORITY",
    "FATHER,EXCLUSIVE_OTHER,CONSENT_GIVER_NO_AUTHORITY",
    "GUARDIAN,DEPRIVED,CONSENT_GIVER_NO_AUTHORITY",
    "MOTHER,DELEGATED,CONSENT_GIVER_NOT_VALID"
  })
  @DisplayName("5.8 case 6: who may not give cannot be the only giver")
  void giverWhoMayNotGiveIsRefused(ParentalRole role, AuthorityStatus authority, Code code) {
    var issues = check(by("p1").handedIn(), child("2018-03-15", carer("p1", role, authority)));
    assertEquals(List.of(new Issue(POINTER + "/givers", code)), issues);
  }

  @ParameterizedTest
  @CsvSource({
    "GUARDIAN,UNKNOWN",
    "PROVISIONAL_GUARDIAN,HOLDS",
    "MOTHER,HOLDS",
    "FATHER,SHARED",
    "CO_PARENT,UNKNOWN",
    "ADOPTIVE_PARENT,HOLDS"
  })
  void parentOrGuardianMayGive(ParentalRole role, AuthorityStatus authority) {
    assertEquals(
        List.of(), check(by("p1").handedIn(), child("2018-03-15", carer("p1", role, authority))));
  }

  @Test
  void fosterParentMayGiveWithDocumentedDelegation() {
    var documented =
        new Carer("p1", ParentalRole.FOSTER_PARENT, AuthorityStatus.DELEGATED, true, false, false);
    assertEquals(List.of(), check(by("p1").handedIn(), child("2018-03-15", documented)));
  }

  @Test
  void whoMayNotGiveDoesNoHarmBesideWhoMay() {
    var foster = carer("p3", ParentalRole.FOSTER_PARENT, AuthorityStatus.HOLDS);
    assertEquals(List.of(), check(by("p1", "p3").handedIn(), child("2018-03-15", MOTHER, foster)));
  }

  @Test
  void holderOnRecordMustGiveToo() {
    assertEquals(
        List.of(new Issue(POINTER + "/givers", Code.CONSENT_GIVER_MISSING)),
        check(by("p1").handedIn(), child("2018-03-15", MOTHER, FATHER)));
    assertEquals(List.of(), check(by("p1", "p2").handedIn(), child("2018-03-15", MOTHER, FATHER)));
  }

  @Test
  void parentWithoutAuthorityNeedNotGive() {
    for (var status : List.of(AuthorityStatus.DEPRIVED, AuthorityStatus.EXCLUSIVE_OTHER)) {
      var father = carer("p2", ParentalRole.FATHER, status);
      assertEquals(List.of(), check(by("p1").handedIn(), child("2018-03-15", MOTHER, father)));
    }
  }

  @Test
  void withoutPresumptionOneHolderIsNotEnoughUnlessItIsTheOnlyOne() {
    var alone = by("p1").presumption(false).handedIn();
    assertEquals(
        List.of(new Issue(POINTER + "/givers", Code.CONSENT_GIVER_MISSING)),
        check(alone, child("2018-03-15", MOTHER)));
    var deprived = carer("p2", ParentalRole.FATHER, AuthorityStatus.DEPRIVED);
    assertEquals(List.of(), check(alone, child("2018-03-15", MOTHER, deprived)));
    var guardian = carer("p1", ParentalRole.GUARDIAN, AuthorityStatus.HOLDS);
    assertEquals(List.of(), check(alone, child("2018-03-15", guardian)));
    var both = by("p1", "p2").presumption(false).handedIn();
    assertEquals(List.of(), check(both, child("2018-03-15", MOTHER, FATHER)));
  }

  @Test
  void knownDisagreementIsRefused() {
    var father = new Carer("p2", ParentalRole.FATHER, AuthorityStatus.UNKNOWN, false, true, false);
    assertEquals(
        List.of(new Issue(POINTER + "/givers", Code.CONSENT_DISAGREEMENT)),
        check(by("p1").handedIn(), child("2018-03-15", MOTHER, father)));
    assertEquals(List.of(), check(by("p1", "p2").handedIn(), child("2018-03-15", MOTHER, father)));
  }

  @Test
  void disagreementOfWhoHoldsNoAuthorityCountsForNothing() {
    var father = new Carer("p2", ParentalRole.FATHER, AuthorityStatus.DEPRIVED, false, true, false);
    assertEquals(List.of(), check(by("p1").handedIn(), child("2018-03-15", MOTHER, father)));
  }

  @Test
  void allegedPerpetratorCannotBeTheOnlyGiver() {
    var alleged = new Carer("p1", ParentalRole.MOTHER, AuthorityStatus.HOLDS, false, false, true);
    assertEquals(
        List.of(new Issue(POINTER + "/givers", Code.CONSENT_GIVER_ALLEGED)),
        check(by("p1").handedIn(), child("2018-03-15", alleged)));
    assertEquals(List.of(), check(by("p1", "p2").handedIn(), child("2018-03-15", alleged, FATHER)));
  }

  @Test
  void childOfTwelveMustGiveItself() {
    assertEquals(
        List.of(new Issue(POINTER + "/givers", Code.CONSENT_CHILD_MUST_GIVE)),
        check(by("p1").handedIn(), child("2014-11-21", MOTHER)));
    assertEquals(List.of(), check(by("c1").handedIn(), child("2014-11-21", MOTHER, FATHER)));
    assertEquals(List.of(), check(by("p1").handedIn(), child("2014-11-22", MOTHER)));
  }

  @Test
  void capacityThatWasAssessedGoesBeforeAge() {
    assertEquals(
        List.of(Code.CONSENT_CHILD_MUST_GIVE),
        codes(
            check(
                by("p1").handedIn(),
                assessed(child("2018-03-15", MOTHER), Capacity.ASSESSED_CAPABLE))));
    assertEquals(
        List.of(),
        check(
            by("p1", "c1").handedIn(),
            assessed(child("2018-03-15", MOTHER), Capacity.ASSESSED_CAPABLE)));
    assertEquals(
        List.of(Code.CONSENT_GIVER_NOT_VALID),
        codes(
            check(
                by("c1").handedIn(),
                assessed(child("2012-03-15", MOTHER), Capacity.ASSESSED_INCAPABLE))));
    assertEquals(
        List.of(),
        check(
            by("p1").handedIn(),
            assessed(child("2012-03-15", MOTHER), Capacity.ASSESSED_INCAPABLE)));
  }

  @Test
  void adultGivesAlone() {
    assertEquals(
        List.of(Code.CONSENT_CHILD_MUST_GIVE),
        codes(
            check(
                by("p1").handedIn(),
                assessed(child("2008-11-21", MOTHER), Capacity.ASSESSED_INCAPABLE))));
    assertEquals(List.of(), check(by("c1").handedIn(), child("2008-11-21", MOTHER)));
  }

  @Test
  void pregnantPersonGivesForTheUnborn() {
    assertEquals(List.of(), check(by("p1").handedIn(), unborn("2027-01-15", MOTHER, FATHER)));
    assertEquals(
        List.of(Code.CONSENT_GIVER_MISSING),
        codes(check(by("p2").handedIn(), unborn("2027-01-15", MOTHER, FATHER))));
    assertEquals(
        List.of(Code.CONSENT_GIVER_STEP_PARENT),
        codes(
            check(
                by("p3").handedIn(),
                unborn(
                    "2027-01-15",
                    carer("p3", ParentalRole.STEP_PARENT, AuthorityStatus.UNKNOWN)))));
  }

  @Test
  void onTheExpectedDayTheChildMayBeBorn() {
    assertEquals(List.of(), check(by("p1").handedIn(), unborn("2026-11-22", MOTHER, FATHER)));
    assertEquals(
        List.of(Code.CONSENT_GIVER_MISSING),
        codes(check(by("p1").handedIn(), unborn("2026-11-21", MOTHER, FATHER))));
  }

  @Test
  void strictestOfThePossibleAgesDecides() {
    // In 2014 born: eleven or twelve on this day.
    assertEquals(
        List.of(Code.CONSENT_CHILD_MUST_GIVE),
        codes(check(by("p1").handedIn(), child("2014", MOTHER))));
    assertEquals(
        List.of(Code.CONSENT_GIVER_NOT_VALID),
        codes(check(by("c1").handedIn(), child("2014", MOTHER))));
    assertEquals(List.of(), check(by("c1", "p1").handedIn(), child("2014", MOTHER)));
    assertEquals(
        List.of(Code.CONSENT_CHILD_MUST_GIVE),
        codes(check(by("p1").handedIn(), child("2014-11", MOTHER))));
    assertEquals(List.of(), check(by("p1").handedIn(), child("2014-12", MOTHER)));
    assertEquals(List.of(), check(by("c1").handedIn(), child("2014-10", MOTHER)));
  }

  @Test
  void unknownBirthDateNeedsChildAndHolders() {
    var unknown = ageUnknown(MOTHER);
    assertEquals(List.of(Code.CONSENT_CHILD_MUST_GIVE), codes(check(by("p1").handedIn(), unknown)));
    assertEquals(List.of(Code.CONSENT_GIVER_NOT_VALID), codes(check(by("c1").handedIn(), unknown)));
    assertEquals(List.of(), check(by("c1", "p1").handedIn(), unknown));
  }

  @Test
  void keyOfNobodyIsRefusedAtItsPlace() {
    assertEquals(
        List.of(new Issue(POINTER + "/givers/1", Code.UNKNOWN_PERSON_KEY)),
        check(by("p1", "p9").handedIn(), child("2018-03-15", MOTHER)));
    assertEquals(
        List.of(Code.TOO_FEW_ITEMS), codes(check(by().handedIn(), child("2018-03-15", MOTHER))));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataCategory.class,
      names = {"HELP_CONTENT", "REPORTER_ID", "RISK_FULL"})
  void someCategoriesCannotBeConsented(DataCategory category) {
    var given = by("p1").categories(DataCategory.SAFETY_PLAN, category).handedIn();
    assertEquals(
        List.of(
            new Issue(POINTER + "/categories/1", Code.CATEGORY_NOT_CONSENTABLE, category.name())),
        check(given, child("2018-03-15", MOTHER)));
  }

  @Test
  void consentThatTheMatrixDoesNotKnowIsRemarkedUpon() {
    var given = by("p1").categories(DataCategory.SAFETY_PLAN, DataCategory.CONCERN).handedIn();
    var issues = check(given, child("2018-03-15", MOTHER));
    assertEquals(
        List.of(new Issue(POINTER + "/categories/1", Code.CONSENT_WITHOUT_EFFECT)), issues);
    assertTrue(issues.get(0).code().isWarning());
  }

  @Test
  void nobodyAndNothingInParticularIsRefused() {
    assertEquals(
        List.of(new Issue(POINTER + "/grantee", Code.UNKNOWN_PARTNER)),
        check(by("p1").grantee("*").handedIn(), child("2018-03-15", MOTHER)));
    assertEquals(
        List.of(Code.TOO_FEW_ITEMS),
        codes(check(by("p1").categories().handedIn(), child("2018-03-15", MOTHER))));
    assertEquals(
        List.of(Code.TOO_FEW_ITEMS),
        codes(check(by("p1").purposes().handedIn(), child("2018-03-15", MOTHER))));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21,2027-11-21,",
    "2026-11-21,2027-11-22,CONSENT_PERIOD_TOO_LONG",
    "2026-11-21,2026-11-21,",
    "2026-11-21,2026-11-20,CONSENT_PERIOD_REVERSED",
    "2026-10-01,2026-11-20,CONSENT_PERIOD_OVER",
    "2026-10-01,2026-11-21,",
    "2024-02-29,2025-03-01,CONSENT_PERIOD_TOO_LONG",
    ",2027-11-22,CONSENT_PERIOD_TOO_LONG",
    ",2026-11-20,CONSENT_PERIOD_REVERSED"
  })
  void periodIsAtMostTwelveMonths(String from, String to, Code code) {
    var issues = check(by("p1").from(from).to(to).handedIn(), child("2018-03-15", MOTHER));
    assertEquals(
        code == null ? List.of() : List.of(code), issues.stream().map(Issue::code).toList());
    issues.forEach(issue -> assertEquals(POINTER + "/validTo", issue.pointer()));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    var given =
        by("p1").grantee("nobody").categories(DataCategory.RISK_FULL).to("2030-01-01").handedIn();
    assertEquals(
        List.of(
            Code.UNKNOWN_PARTNER,
            Code.CATEGORY_NOT_CONSENTABLE,
            Code.CONSENT_PERIOD_TOO_LONG,
            Code.CONSENT_CHILD_MUST_GIVE),
        codes(check(given, child("2012-01-01", MOTHER))));
  }

  @Test
  void anybodyMayRefuseWhoExists() {
    var child = child("2012-03-15", MOTHER);
    assertEquals(List.of(), refuse(by("p1").handedIn(), child));
    assertEquals(
        List.of(Code.UNKNOWN_PERSON_KEY, Code.TOO_FEW_ITEMS),
        List.of(
            refuse(by("p9").handedIn(), child).get(0).code(),
            refuse(by().handedIn(), child).get(0).code()));
    assertEquals(
        List.of(Code.UNKNOWN_PARTNER, Code.CONSENT_PERIOD_TOO_LONG),
        codes(refuse(by("p1").grantee("nobody").to("2030-01-01").handedIn(), child)));
  }

  private static List<Issue> refuse(GivenConsent refused, ChildFacts child) {
    return RULES.checkRefusal(
        refused, child, code -> Optional.ofNullable(PARTNERS.get(code)), NOW, POINTER);
  }

  @Test
  void recordHasTheDefaults() {
    var late = Instant.parse("2026-11-20T23:30:00Z");
    var consent = RULES.record(by("p1").handedIn(), ID, REFERRAL, CHILD, "uz-voorbeeld", late);
    assertEquals(LocalDate.of(2026, 11, 21), consent.validFrom());
    assertEquals(LocalDate.of(2027, 5, 21), consent.validTo());
    assertEquals(ConsentStatus.ACTIVE, consent.status());
    assertTrue(consent.otherParentPresumption());
    assertEquals("uz-voorbeeld", consent.recordedBy());
  }

  private static List<Issue> check(GivenConsent given, ChildFacts child) {
    return RULES.check(given, child, code -> Optional.ofNullable(PARTNERS.get(code)), NOW, POINTER);
  }

  private static List<Code> codes(List<Issue> issues) {
    return issues.stream().map(Issue::code).toList();
  }
}
