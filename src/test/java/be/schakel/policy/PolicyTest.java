package be.schakel.policy;

import static be.schakel.policy.Asking.a;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of the decision (disclosure policy 5.5) and what it is worth. */
class PolicyTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @Test
  @DisplayName("5.8 case 5: the parket reads the state of its own MaNo referral")
  void parketReadsStateOfItsOwnReferral() {
    var asked = a(PartnerKind.PARKET, DataCategory.MANO_STATUS).as(Relation.REPORTER);
    permitted(asked, "MATRIX-O", LegalGround.OWN);
    permitted(asked.purpose(Purpose.JUDICIAL_PROTECTION), "MATRIX-O", LegalGround.OWN);
    denied(
        a(PartnerKind.PARKET, DataCategory.RISK_CONCL)
            .as(Relation.REPORTER)
            .purpose(Purpose.JUDICIAL_PROTECTION),
        "MATRIX-X",
        Reason.MATRIX_CLOSED);
  }

  @Test
  void purposeThatThePartnerIsNotRegisteredForIsDenied() {
    denied(
        a(PartnerKind.HOSPITAL, DataCategory.RECEIPT)
            .as(Relation.REPORTER)
            .registeredFor(Purpose.SUBMIT),
        "DENY-PURPOSE",
        Reason.PURPOSE_NOT_REGISTERED);
  }

  @Test
  void strangerWithAWrongPurposeStillMeetsNothing() {
    var decision =
        POLICY.decide(
            a(PartnerKind.HOSPITAL, DataCategory.RECEIPT).purpose(Purpose.STATISTICS).question());
    assertEquals("DENY-PURPOSE", decision.rule());
    assertTrue(decision.hidden());
  }

  @Test
  void submittingFitsSubmitAndFollowUpAndReadingOneOfThem() {
    var asked =
        a(PartnerKind.HOSPITAL, DataCategory.RECEIPT).as(Relation.REPORTER).action(Action.SUBMIT);
    permitted(asked.purpose(Purpose.SUBMIT), "MATRIX-O", LegalGround.OWN);
    permitted(asked.purpose(Purpose.FOLLOW_UP_OWN), "MATRIX-O", LegalGround.OWN);
    denied(asked.purpose(Purpose.CARE_COORDINATION), "DENY-PURPOSE", Reason.PURPOSE_DOES_NOT_FIT);
    asked.action(Action.READ);
    permitted(asked.purpose(Purpose.FOLLOW_UP_OWN), "MATRIX-O", LegalGround.OWN);
    denied(asked.purpose(Purpose.SUBMIT), "DENY-PURPOSE", Reason.PURPOSE_DOES_NOT_FIT);
  }

  @ParameterizedTest
  @EnumSource(DataCategory.class)
  void unattendedWorkGetsReceiptAndStatusOnly(DataCategory category) {
    var reporter = a(PartnerKind.HOSPITAL, category).as(Relation.REPORTER).own().unattended(true);
    var owner =
        a(PartnerKind.VK, category)
            .as(Relation.OWNER)
            .purpose(Purpose.CASE_MANAGEMENT)
            .unattended(true);
    if (category == DataCategory.RECEIPT || category == DataCategory.STATUS) {
      permitted(reporter, "MATRIX-O", LegalGround.OWN);
      assertTrue(POLICY.decide(owner.question()).permit());
    } else {
      denied(reporter, "DENY-AUTHN", Reason.UNATTENDED);
      denied(owner, "DENY-AUTHN", Reason.UNATTENDED);
    }
  }

  @Test
  void centreKeepsTheReceiptOfWhatItRegisteredForAnotherRegion() {
    for (var category : List.of(DataCategory.RECEIPT, DataCategory.STATUS)) {
      var asked =
          a(PartnerKind.VK, category)
              .as(Relation.REPORTER)
              .action(Action.SUBMIT)
              .purpose(Purpose.SUBMIT);
      permitted(asked, "OWN-RECEIPT", LegalGround.OWN);
      permitted(
          asked.action(Action.READ).purpose(Purpose.FOLLOW_UP_OWN), "OWN-RECEIPT", LegalGround.OWN);
      assertFalse(POLICY.decide(asked.purpose(Purpose.CARE_COORDINATION).question()).permit());
      assertFalse(
          POLICY
              .decide(
                  a(PartnerKind.SCHOOL, category)
                      .as(Relation.REPORTER)
                      .action(Action.SUBMIT)
                      .purpose(Purpose.SUBMIT)
                      .question())
              .permit());
    }
    denied(
        a(PartnerKind.VK, DataCategory.REPORTER_ID).as(Relation.REPORTER).own(),
        "MATRIX-X",
        Reason.MATRIX_CLOSED);
  }

  @Test
  void centreThatOwnsWhatItRegisteredGetsItsReceiptWhenSubmitting() {
    permitted(
        a(PartnerKind.VK, DataCategory.RECEIPT)
            .as(Relation.REPORTER, Relation.OWNER)
            .action(Action.SUBMIT)
            .purpose(Purpose.SUBMIT),
        "MATRIX-A",
        LegalGround.OWN);
  }

  @Test
  void changedCellChangesTheDecisionAndItsVersion() {
    var changed =
        new Policy(
            Terms.data(
                "partner,category,decision\n"
                    + String.join(
                        "\n",
                        Stream.of(DataCategory.values())
                            .map(category -> "HOSPITAL," + category + ",X")
                            .toList()),
                Terms.with("version", "2027-1")));
    var question =
        a(PartnerKind.HOSPITAL, DataCategory.CONCERN).as(Relation.REPORTER).own().question();
    assertTrue(POLICY.decide(question).permit());
    assertEquals("2026-4", POLICY.decide(question).policyVersion());
    assertFalse(changed.decide(question).permit());
    assertEquals("2027-1", changed.decide(question).policyVersion());
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
