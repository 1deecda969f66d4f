package be.schakel.consent;

import static be.schakel.consent.Fixtures.CHILD;
import static be.schakel.consent.Fixtures.FATHER;
import static be.schakel.consent.Fixtures.MOTHER;
import static be.schakel.consent.Fixtures.by;
import static be.schakel.consent.Fixtures.child;
import static be.schakel.consent.Fixtures.disagreeing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.Standing.State;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Circumstances;
import be.schakel.policy.Decision;
import be.schakel.policy.Evidence;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.Question;
import be.schakel.policy.Reason;
import be.schakel.policy.Relation;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The cases of 5.8 in which a consent decides: from what is on record to the decision. */
class CasesTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());
  private static final ConsentRules RULES = new ConsentRules(POLICY);
  private static final String GRANTEE = "az-tweede";

  @Test
  @DisplayName(
      "5.8 case 1: child 11y364d, mother consents for HOSPITAL/SAFETY_PLAN -> permit; next day ->"
          + " deny (PENDING_CHILD_CONFIRMATION)")
  void mothersConsentEndsOnTheTwelfthBirthday() {
    var child = child("2015-03-15", MOTHER);
    var consent = by("p1").onRecord();
    assertTrue(hospital(consent, child, "2027-03-14T12:00:00Z").permit());
    denied(hospital(consent, child, "2027-03-15T12:00:00Z"), "MATRIX-C", Reason.NO_CONSENT);
    assertEquals(
        State.CHILD_MUST_CONFIRM,
        RULES.standing(consent, child, Instant.parse("2027-03-15T12:00:00Z")).state());
  }

  @Test
  @DisplayName(
      "5.8 case 2: child 13, parents refuse, child consents, CLB asks SAFETY_PLAN -> permit"
          + " (child's own data), parents' data projected out")
  void childOfThirteenDecidesAgainstItsParents() {
    var child =
        child(
            "2013-06-01",
            disagreeing("p1", ParentalRole.MOTHER, AuthorityStatus.HOLDS),
            disagreeing("p2", ParentalRole.FATHER, AuthorityStatus.SHARED));
    var consent = by("c1").categories(DataCategory.SAFETY_PLAN, DataCategory.FAMILY_ID).onRecord();
    var at = "2026-11-21T12:00:00Z";
    assertTrue(decided(PartnerKind.CLB, DataCategory.SAFETY_PLAN, consent, child, at).permit());
    assertFalse(decided(PartnerKind.CLB, DataCategory.FAMILY_ID, consent, child, at).permit());
    assertFalse(decided(PartnerKind.OCJ, DataCategory.FAMILY_ID, consent, child, at).permit());
  }

  @Test
  @DisplayName(
      "5.8 case 3: child 13 consents to PARKET HELP_CONTENT, parents silent -> deny H4; parents"
          + " consent too -> still only categories named; HELP_CONTENT not API-consentable -> deny,"
          + " manual channel")
  void helpContentNeverGoesToTheParketByConsent() {
    var child = child("2013-06-01", MOTHER, FATHER);
    var categories = new DataCategory[] {DataCategory.HELP_CONTENT, DataCategory.CHILD_VIEW};
    var silent = by("c1").categories(categories).purposes(Purpose.JUDICIAL_PROTECTION).onRecord();
    var both =
        by("c1", "p1", "p2")
            .categories(categories)
            .purposes(Purpose.JUDICIAL_PROTECTION)
            .onRecord();
    for (var consent : List.of(silent, both)) {
      denied(parket(DataCategory.HELP_CONTENT, consent, child), "H4", Reason.NO_DOUBLE_CONSENT);
      denied(parket(DataCategory.SAFETY_PLAN, consent, child), "H4", Reason.NO_DOUBLE_CONSENT);
    }
    denied(parket(DataCategory.CHILD_VIEW, silent, child), "H4", Reason.NO_DOUBLE_CONSENT);
    assertTrue(parket(DataCategory.CHILD_VIEW, both, child).permit());
  }

  @Test
  @DisplayName("5.8 case 7: known disagreement between separated parents, one giver -> deny")
  void disagreementOfParentsStopsTheConsentOfOne() {
    var consent = by("p1").onRecord();
    var father = disagreeing("p2", ParentalRole.FATHER, AuthorityStatus.UNKNOWN);
    var at = "2026-12-01T12:00:00Z";
    assertTrue(hospital(consent, child("2018-03-15", MOTHER), at).permit());
    denied(
        hospital(consent, child("2018-03-15", MOTHER, father), at), "MATRIX-C", Reason.NO_CONSENT);
  }

  @Test
  @DisplayName(
      "5.8 case 8: withdrawal by father (one of two required) -> next query deny; grantee notified")
  void fathersWithdrawalStopsTheNextQuery() {
    var child = child("2018-03-15", MOTHER, FATHER);
    var at = "2026-12-01T12:00:00Z";
    assertTrue(hospital(by("p1", "p2").onRecord(), child, at).permit());
    denied(
        hospital(by("p1", "p2").status(ConsentStatus.WITHDRAWN).onRecord(), child, at),
        "MATRIX-C",
        Reason.NO_CONSENT);
  }

  @Test
  @DisplayName("5.8 case 15: person aged 18 today: parent-given consent -> expired")
  void eighteenthBirthdayEndsWhatParentsGave() {
    var child = child("2009-03-15", MOTHER);
    var consent = by("p1", "c1").onRecord();
    assertTrue(hospital(consent, child, "2027-03-14T12:00:00Z").permit());
    denied(hospital(consent, child, "2027-03-15T12:00:00Z"), "MATRIX-C", Reason.NO_CONSENT);
    assertEquals(
        State.PERSON_IS_ADULT,
        RULES.standing(consent, child, Instant.parse("2027-03-15T12:00:00Z")).state());
  }

  private static Decision hospital(Consent consent, ChildFacts child, String at) {
    return decided(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN, consent, child, at);
  }

  private static Decision parket(DataCategory category, Consent consent, ChildFacts child) {
    return decided(PartnerKind.PARKET, category, consent, child, "2026-11-21T12:00:00Z");
  }

  private static Decision decided(
      PartnerKind kind, DataCategory category, Consent consent, ChildFacts child, String at) {
    var now = Instant.parse(at);
    var purpose =
        kind == PartnerKind.PARKET ? Purpose.JUDICIAL_PROTECTION : Purpose.CARE_COORDINATION;
    var relation = kind == PartnerKind.PARKET ? Relation.REPORTER : Relation.GRANTEE;
    return POLICY.decide(
        new Question(
            new Asker(
                GRANTEE,
                kind,
                EnumSet.allOf(Purpose.class),
                "10000000",
                "physician",
                false,
                purpose),
            Action.READ,
            new Circumstances(
                CHILD, Set.of(relation), ReferralType.REGULAR, false, false, false, false),
            category,
            Form.FULL,
            false,
            Evidence.of(RULES.usable(consent, child, now).stream().toList()),
            now));
  }

  private static void denied(Decision decision, String rule, Reason reason) {
    assertFalse(decision.permit(), decision::toString);
    assertEquals(rule, decision.rule());
    assertEquals(List.of(reason), decision.reasons());
  }
}
