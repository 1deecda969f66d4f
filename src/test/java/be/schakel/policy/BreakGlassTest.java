package be.schakel.policy;

import static be.schakel.policy.Asking.a;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Break-glass (disclosure policy 5.6), and the team that an owner keeps a case within. */
class BreakGlassTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  private static final Set<DataCategory> OPENED =
      EnumSet.of(DataCategory.CHILD_ID, DataCategory.RISK_CONCL, DataCategory.SAFETY_PLAN);

  @ParameterizedTest
  @EnumSource(DataCategory.class)
  void windowOpensTheVitalCategoriesAndNothingElse(DataCategory category) {
    var decision = POLICY.decide(emergency(PartnerKind.HOSPITAL, category).question());
    assertEquals(OPENED.contains(category), decision.permit(), decision::toString);
    if (decision.permit()) {
      assertEquals("G9", decision.rule());
      assertEquals(Optional.of(LegalGround.G9_VITAL), decision.ground());
      assertEquals(Optional.empty(), decision.consent());
    } else {
      assertFalse(decision.reasons().contains(Reason.NO_BREAK_GLASS));
    }
  }

  @ParameterizedTest
  @EnumSource(PartnerKind.class)
  void onlyTheListedKindsBreakTheGlass(PartnerKind kind) {
    var may =
        Set.of("VK", "OCJ", "HOSPITAL", "GP", "OPGROEIEN_KG", "FOSTER_CARE", "CLB")
            .contains(kind.name());
    for (var category : OPENED) {
      assertEquals(may, POLICY.decide(emergency(kind, category).question()).permit());
    }
  }

  @Test
  void ofAClbOnlyThePhysicianDoes() {
    var asked = emergency(PartnerKind.CLB, DataCategory.CHILD_ID);
    assertTrue(POLICY.decide(asked.question()).permit());
    denied(asked.role("nurse"), "MATRIX-O", Reason.NOT_OWN);
    assertTrue(POLICY.breakGlassTerms().permits(PartnerKind.GP, "nurse"));
    assertFalse(POLICY.breakGlassTerms().permits(PartnerKind.CLB, "nurse"));
    assertFalse(POLICY.breakGlassTerms().permits(PartnerKind.SCHOOL, "physician"));
  }

  @Test
  void windowIsForItsChildPartnerProfessionalAndTime() {
    for (var window :
        List.of(
            window(Asking.SIBLING, Asking.PARTNER, Asking.PROFESSIONAL, -1, 1),
            window(Asking.CHILD, "other", Asking.PROFESSIONAL, -1, 1),
            window(Asking.CHILD, Asking.PARTNER, "10000001", -1, 1),
            window(Asking.CHILD, Asking.PARTNER, Asking.PROFESSIONAL, -1, 0),
            window(Asking.CHILD, Asking.PARTNER, Asking.PROFESSIONAL, 1, 2))) {
      var asked = asked(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN).with(window);
      denied(asked, "G9", Reason.NO_BREAK_GLASS);
      // One that covers is enough beside any other.
      assertTrue(POLICY.decide(asked.with(Asking.window()).question()).permit());
    }
    assertTrue(
        POLICY
            .decide(
                asked(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN)
                    .with(window(Asking.CHILD, Asking.PARTNER, Asking.PROFESSIONAL, 0, 1))
                    .question())
            .permit());
  }

  @Test
  void nobodyAtAllHasNoWindow() {
    denied(
        asked(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN)
            .professional("")
            .with(window(Asking.CHILD, Asking.PARTNER, "", -1, 1)),
        "G9",
        Reason.NO_BREAK_GLASS);
  }

  @Test
  void windowIsForThePurposeOfAnEmergencyOnly() {
    for (var purpose : Purpose.values()) {
      var decision =
          POLICY.decide(
              emergency(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN)
                  .purpose(purpose)
                  .question());
      assertEquals(purpose == Purpose.EMERGENCY, decision.permit(), purpose.name());
    }
  }

  @Test
  void cellComesFirst() {
    var decision =
        POLICY.decide(
            emergency(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN)
                .with(Asking.consent(DataCategory.SAFETY_PLAN, Purpose.EMERGENCY, false))
                .question());
    assertEquals("MATRIX-C", decision.rule());
  }

  @Test
  @DisplayName("5.8 case 9: a hospital breaks the glass for who reported")
  void hardDeniesHoldInAnEmergencyToo() {
    denied(
        emergency(PartnerKind.HOSPITAL, DataCategory.REPORTER_ID).reporterProtected(true),
        "H1",
        Reason.REPORTER_PROTECTED);
    denied(
        emergency(PartnerKind.HOSPITAL, DataCategory.CHILD_ID).type(ReferralType.NPIE),
        "H2",
        Reason.NPIE_CLOSED);
    denied(
        emergency(PartnerKind.HOSPITAL, DataCategory.CHILD_ID).retracted(true),
        "DENY-RETRACTED",
        Reason.RETRACTED);
    denied(
        emergency(PartnerKind.HOSPITAL, DataCategory.CHILD_ID).as(Set.of()),
        "DENY-NORELATION",
        Reason.NO_RELATION);
  }

  @Test
  void ofAReceiptItOpensWhomToTelephoneOnly() {
    var asked = emergency(PartnerKind.HOSPITAL, DataCategory.RECEIPT);
    var phone = POLICY.decide(asked.form(Form.CONTACT).question());
    assertEquals("G9", phone.rule());
    assertEquals(Set.of(), phone.obligations());
    assertEquals(
        Set.of(Obligation.NEUTRAL_CONTACT),
        POLICY.decide(asked.secretAddress(true).question()).obligations());
    denied(asked.secretAddress(false).form(Form.FULL), "MATRIX-O", Reason.NOT_OWN);
    denied(asked.form(Form.METADATA), "MATRIX-O", Reason.NOT_OWN);
    assertTrue(
        POLICY
            .decide(
                emergency(PartnerKind.HOSPITAL, DataCategory.CHILD_ID).form(Form.BASIC).question())
            .permit());
  }

  @Test
  void ofTheMedicalReportsItOpensTheNewestOnly() {
    var asked = emergency(PartnerKind.HOSPITAL, DataCategory.MEDICAL);
    assertEquals("G9", POLICY.decide(asked.form(Form.NEWEST).question()).rule());
    assertTrue(POLICY.decide(asked.form(Form.NEWEST).question()).permit());
    for (var form : EnumSet.complementOf(EnumSet.of(Form.NEWEST))) {
      assertFalse(POLICY.decide(asked.form(form).question()).permit(), form.name());
    }
  }

  @Test
  void windowOpensWhatItWasOpenedForAndNothingMore() {
    var window =
        new Evidence.BreakGlass(
            Asking.CHILD,
            Asking.PARTNER,
            Asking.PROFESSIONAL,
            Set.of(DataCategory.SAFETY_PLAN, DataCategory.CONCERN),
            Asking.ago(1),
            Asking.ahead(1));
    var plan = asked(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN).with(window);
    assertTrue(POLICY.decide(plan.question()).permit());
    denied(
        asked(PartnerKind.HOSPITAL, DataCategory.RISK_CONCL).with(window),
        "G9",
        Reason.NO_BREAK_GLASS);
    assertFalse(
        POLICY
            .decide(asked(PartnerKind.HOSPITAL, DataCategory.HELP_CONTENT).with(window).question())
            .permit());
  }

  @Test
  void termsOfAWindowAreData() {
    var terms = POLICY.breakGlassTerms();
    assertEquals(4, terms.hours());
    assertEquals(1, terms.renewals());
    assertEquals(2, terms.reviewDays());
    assertEquals(5, terms.lastReviewDays());
    var narrowed =
        new Policy(Terms.data(Terms.matrix(), Terms.with("break-glass.categories", "CHILD_ID")));
    var asked = emergency(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN).question();
    assertTrue(POLICY.decide(asked).permit());
    assertFalse(narrowed.decide(asked).permit());
  }

  @ParameterizedTest
  @EnumSource(DataCategory.class)
  void whoIsOutsideTheTeamOfAClosedCaseGetsNothingOfIt(DataCategory category) {
    var owner =
        a(PartnerKind.VK, category).as(Relation.OWNER).purpose(Purpose.CASE_MANAGEMENT).own();
    assertTrue(POLICY.decide(owner.question()).permit());
    denied(owner.outsideTeam(true), "DENY-TEAM", Reason.OUTSIDE_TEAM);
    denied(
        owner.purpose(Purpose.EMERGENCY).with(Asking.window()), "DENY-TEAM", Reason.OUTSIDE_TEAM);
  }

  @Test
  void teamOfTheOwnerSaysNothingAboutAnotherPartner() {
    var decision =
        POLICY.decide(
            a(PartnerKind.HOSPITAL, DataCategory.CONCERN)
                .as(Relation.REPORTER)
                .own()
                .outsideTeam(true)
                .question());
    assertEquals("MATRIX-O", decision.rule());
  }

  private static Asking asked(PartnerKind kind, DataCategory category) {
    return a(kind, category).as(Relation.GRANTEE).purpose(Purpose.EMERGENCY);
  }

  private static Asking emergency(PartnerKind kind, DataCategory category) {
    return asked(kind, category).with(Asking.window());
  }

  private static Evidence.BreakGlass window(
      UUID child, String partner, String professional, int from, int until) {
    return new Evidence.BreakGlass(
        child,
        partner,
        professional,
        EnumSet.allOf(DataCategory.class),
        Asking.ahead(from),
        Asking.ahead(until));
  }

  private static void denied(Asking asked, String rule, Reason reason) {
    var decision = POLICY.decide(asked.question());
    assertFalse(decision.permit(), decision::toString);
    assertEquals(rule, decision.rule());
    assertEquals(List.of(reason), decision.reasons());
  }
}
