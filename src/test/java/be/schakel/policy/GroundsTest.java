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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What each ground takes (disclosure policy 5.3), beyond the cells it stands in. */
class GroundsTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @Test
  @DisplayName("5.8 case 4: the parket asks for a case that others referred")
  void parketGetsBasicDataOfAnotherCaseOnReleasedRequestOnly() {
    var asked =
        a(PartnerKind.PARKET, DataCategory.MANO_STATUS)
            .purpose(Purpose.JUDICIAL_PROTECTION)
            .form(Form.BASIC);
    var stranger = POLICY.decide(asked.question());
    assertEquals("DENY-NORELATION", stranger.rule());
    assertTrue(stranger.hidden());

    asked.as(Relation.GRANTEE).with(Asking.request());
    permitted(asked, "MATRIX-W", LegalGround.G6_WRITTEN_REQUEST);
    denied(asked.form(Form.FULL), "MATRIX-W", Reason.BASIC_DATA_ONLY);
  }

  @Test
  @DisplayName("5.8 case 12: shared secrecy without an attempt to get consent")
  void sharedSecrecyNeedsVerontrustingNecessityAndAnAttempt() {
    for (var lacking : List.of(0, 1, 2)) {
      var evidence =
          new Evidence.SharedSecrecy(
              Asking.CHILD,
              Asking.PARTNER,
              Set.of(DataCategory.SAFETY_PLAN),
              lacking != 0,
              lacking != 1,
              lacking != 2,
              Asking.ago(1),
              Asking.ahead(1));
      var decision =
          POLICY.decide(
              a(PartnerKind.FOSTER_CARE, DataCategory.SAFETY_PLAN)
                  .as(Relation.GRANTEE)
                  .purpose(Purpose.CARE_COORDINATION)
                  .with(evidence)
                  .question());
      assertFalse(decision.permit());
      assertEquals("MATRIX-C/G1", decision.rule());
      assertEquals(
          List.of(Reason.NO_CONSENT, Reason.SHARED_SECRECY_INCOMPLETE), decision.reasons());
    }
  }

  @Test
  void oneCompletePieceOfEvidenceIsEnoughBesideAnIncompleteOne() {
    var incomplete =
        new Evidence.SharedSecrecy(
            Asking.CHILD,
            Asking.PARTNER,
            Set.of(DataCategory.SAFETY_PLAN),
            true,
            true,
            false,
            Asking.ago(1),
            Asking.ahead(1));
    permitted(
        a(PartnerKind.FOSTER_CARE, DataCategory.SAFETY_PLAN)
            .as(Relation.GRANTEE)
            .purpose(Purpose.CARE_COORDINATION)
            .with(incomplete)
            .with(Asking.sharedSecrecy(DataCategory.SAFETY_PLAN)),
        "MATRIX-G1",
        LegalGround.G1_SHARED_SECRECY);
  }

  @Test
  @DisplayName("5.8 case 14: an auditor reads the log, not the case")
  void auditorReadsTheLogAndNotTheCase() {
    denied(
        a(PartnerKind.AUDITOR, DataCategory.CONCERN)
            .as(Relation.AUDIT_SCOPE)
            .purpose(Purpose.AUDIT)
            .with(Asking.engagement()),
        "MATRIX-X",
        Reason.MATRIX_CLOSED);
    var log =
        a(PartnerKind.AUDITOR, DataCategory.DISCLOSURE_LOG)
            .as(Relation.AUDIT_SCOPE)
            .purpose(Purpose.AUDIT)
            .with(Asking.engagement());
    permitted(log, "MATRIX-A", LegalGround.G8_AUDIT);
    permitted(log.type(ReferralType.NPIE).retracted(true), "MATRIX-A", LegalGround.G8_AUDIT);
    denied(log.as(Relation.GRANTEE).retracted(false), "MATRIX-A", Reason.NO_ENGAGEMENT);
  }

  @Test
  void engagementHoldsWithinItsPeriodOnly() {
    for (var period : List.of(List.of(-2, 0), List.of(1, 2))) {
      var other =
          new Evidence.Engagement(
              "e", Asking.PARTNER, Asking.ahead(period.get(0)), Asking.ahead(period.get(1)));
      denied(
          a(PartnerKind.AUDITOR, DataCategory.DISCLOSURE_LOG)
              .as(Relation.AUDIT_SCOPE)
              .purpose(Purpose.AUDIT)
              .with(other),
          "MATRIX-A",
          Reason.NO_ENGAGEMENT);
    }
  }

  @Test
  void medicalDataOfAClbAreForItsPhysician() {
    var asked =
        a(PartnerKind.CLB, DataCategory.MEDICAL)
            .as(Relation.GRANTEE)
            .purpose(Purpose.CARE_COORDINATION)
            .with(Asking.consent(DataCategory.MEDICAL, Purpose.CARE_COORDINATION, false));
    permitted(asked, "MATRIX-C", LegalGround.CONSENT);
    for (var role : List.of("nurse", "", "PHYSICIAN", "head-physician")) {
      denied(asked.role(role), "DENY-ROLE", Reason.ROLE_NOT_PERMITTED);
    }
    permitted(
        a(PartnerKind.HOSPITAL, DataCategory.MEDICAL)
            .as(Relation.GRANTEE)
            .role("nurse")
            .purpose(Purpose.CARE_COORDINATION)
            .with(Asking.consent(DataCategory.MEDICAL, Purpose.CARE_COORDINATION, false)),
        "MATRIX-C",
        LegalGround.CONSENT);
  }

  @Test
  void sharedSecrecyIsNeverForJusticePoliceAndSchools() {
    var open =
        new Policy(
            Terms.data(
                "partner,category,decision\n"
                    + String.join(
                        "\n",
                        Stream.of("PARKET (other case)", "POLICE", "SCHOOL", "CAW")
                            .flatMap(
                                row ->
                                    Stream.of(DataCategory.values())
                                        .map(category -> row + "," + category + ",G1"))
                            .toList()),
                Terms.with("version", "1")));
    for (var kind : List.of(PartnerKind.PARKET, PartnerKind.SCHOOL, PartnerKind.CAW)) {
      var decision =
          open.decide(
              a(kind, DataCategory.CONCERN)
                  .as(Relation.GRANTEE)
                  .purpose(Purpose.CARE_COORDINATION)
                  .with(Asking.sharedSecrecy(DataCategory.CONCERN))
                  .question());
      assertEquals(kind == PartnerKind.CAW, decision.permit(), kind.name());
    }
  }

  @Test
  void consentIsForItsPartnerChildCategoryPurposeAndTime() {
    var category = DataCategory.SAFETY_PLAN;
    var purpose = Purpose.CARE_COORDINATION;
    var id = new UUID(1, 1);
    var yesterday = Asking.ago(1);
    var tomorrow = Asking.ahead(1);
    var good =
        new Evidence.Consented(
            id,
            Asking.CHILD,
            Asking.PARTNER,
            Set.of(category),
            Set.of(purpose),
            false,
            Asking.NOW,
            tomorrow);
    var permit = POLICY.decide(consented(good).question());
    assertEquals(Optional.of(id), permit.consent());
    assertEquals(Optional.of(LegalGround.CONSENT), permit.ground());
    for (var bad :
        List.of(
            new Evidence.Consented(
                id,
                Asking.SIBLING,
                Asking.PARTNER,
                Set.of(category),
                Set.of(purpose),
                false,
                yesterday,
                tomorrow),
            new Evidence.Consented(
                id,
                Asking.CHILD,
                "other",
                Set.of(category),
                Set.of(purpose),
                false,
                yesterday,
                tomorrow),
            new Evidence.Consented(
                id,
                Asking.CHILD,
                Asking.PARTNER,
                Set.of(DataCategory.MEDICAL),
                Set.of(purpose),
                false,
                yesterday,
                tomorrow),
            new Evidence.Consented(
                id,
                Asking.CHILD,
                Asking.PARTNER,
                Set.of(category),
                Set.of(Purpose.CONSULT),
                false,
                yesterday,
                tomorrow),
            new Evidence.Consented(
                id,
                Asking.CHILD,
                Asking.PARTNER,
                Set.of(category),
                Set.of(purpose),
                false,
                yesterday,
                Asking.NOW),
            new Evidence.Consented(
                id,
                Asking.CHILD,
                Asking.PARTNER,
                Set.of(category),
                Set.of(purpose),
                false,
                Asking.NOW.plusMillis(1),
                tomorrow))) {
      denied(consented(bad), "MATRIX-C", Reason.NO_CONSENT);
    }
  }

  @Test
  void ofSeveralConsentsTheSameOneIsNamedInAnyOrder() {
    var first = Asking.consent(DataCategory.SAFETY_PLAN, Purpose.CARE_COORDINATION, false);
    var second =
        new Evidence.Consented(
            new UUID(first.id().getMostSignificantBits(), first.id().getLeastSignificantBits() + 1),
            Asking.CHILD,
            Asking.PARTNER,
            first.categories(),
            first.purposes(),
            false,
            first.from(),
            first.until());
    assertEquals(
        Optional.of(first.id()), POLICY.decide(consented(first).with(second).question()).consent());
    assertEquals(
        Optional.of(first.id()), POLICY.decide(consented(second).with(first).question()).consent());
  }

  @Test
  void consentCanOpenOnlyWhatTheMatrixLeavesToConsent() {
    assertTrue(POLICY.consentCanOpen(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN));
    assertTrue(POLICY.consentCanOpen(PartnerKind.HOSPITAL, DataCategory.MEDICAL));
    assertTrue(POLICY.consentCanOpen(PartnerKind.OCJ, DataCategory.CONCERN));
    assertTrue(POLICY.consentCanOpen(PartnerKind.VK, DataCategory.MEDICAL));
    assertTrue(POLICY.consentCanOpen(PartnerKind.PARKET, DataCategory.CHILD_VIEW));
    assertFalse(POLICY.consentCanOpen(PartnerKind.HOSPITAL, DataCategory.CONCERN));
    assertFalse(POLICY.consentCanOpen(PartnerKind.AUDITOR, DataCategory.CONCERN));
  }

  private static Asking consented(Evidence.Consented consent) {
    return a(PartnerKind.HOSPITAL, DataCategory.SAFETY_PLAN)
        .as(Relation.GRANTEE)
        .purpose(Purpose.CARE_COORDINATION)
        .with(consent);
  }

  private static void permitted(Asking asked, String rule, LegalGround ground) {
    var decision = POLICY.decide(asked.question());
    assertTrue(decision.permit(), decision::toString);
    assertEquals(rule, decision.rule());
    assertEquals(Optional.of(ground), decision.ground());
  }

  private static void denied(Asking asked, String rule, Reason reason) {
    var decision = POLICY.decide(asked.question());
    assertFalse(decision.permit(), decision::toString);
    assertEquals(rule, decision.rule());
    assertEquals(List.of(reason), decision.reasons());
    assertEquals(Optional.empty(), decision.ground());
  }
}
