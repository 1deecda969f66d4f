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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no ground overrides (disclosure policy 5.5, step 4), and retraction. */
class HardDenyTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @Test
  @DisplayName("5.8 case 3: HELP_CONTENT never goes to the parket, whoever consents")
  void parketNeverGetsHelpContent() {
    var asked =
        a(PartnerKind.PARKET, DataCategory.HELP_CONTENT)
            .as(Relation.REPORTER)
            .purpose(Purpose.JUDICIAL_PROTECTION);
    denied(asked, "H4", Reason.NO_DOUBLE_CONSENT);
    asked.with(Asking.consent(DataCategory.HELP_CONTENT, Purpose.JUDICIAL_PROTECTION, false));
    denied(asked, "H4", Reason.NO_DOUBLE_CONSENT);
    asked.with(Asking.consent(DataCategory.HELP_CONTENT, Purpose.JUDICIAL_PROTECTION, true));
    denied(asked, "MATRIX-X", Reason.MATRIX_CLOSED);
  }

  @Test
  @DisplayName("5.8 case 9: a hospital in an emergency does not learn who reported")
  void emergencyDoesNotOpenTheReporter() {
    denied(
        a(PartnerKind.HOSPITAL, DataCategory.REPORTER_ID)
            .as(Relation.GRANTEE)
            .purpose(Purpose.EMERGENCY)
            .reporterProtected(true),
        "H1",
        Reason.REPORTER_PROTECTED);
  }

  @ParameterizedTest
  @EnumSource(DataCategory.class)
  void retractedReferralIsWithheldFromEverybodyButTheOwner(DataCategory category) {
    var reporter = a(PartnerKind.HOSPITAL, category).as(Relation.REPORTER).own().retracted(true);
    if (category == DataCategory.RECEIPT || category == DataCategory.STATUS) {
      permitted(reporter, "MATRIX-O", LegalGround.OWN);
    } else {
      denied(reporter, "DENY-RETRACTED", Reason.RETRACTED);
    }
    denied(
        a(PartnerKind.OCJ, category)
            .as(Relation.GRANTEE)
            .purpose(Purpose.CARE_COORDINATION)
            .retracted(true)
            .with(Asking.consent(category, Purpose.CARE_COORDINATION, true)),
        "DENY-RETRACTED",
        Reason.RETRACTED);
    assertTrue(
        POLICY
            .decide(
                a(PartnerKind.VK, category)
                    .as(Relation.OWNER)
                    .purpose(Purpose.CASE_MANAGEMENT)
                    .retracted(true)
                    .question())
            .permit());
  }

  @Test
  void whileNoCentreHasItEveryCentreIsItsOwner() {
    var asked =
        a(PartnerKind.VK, DataCategory.CONCERN)
            .purpose(Purpose.CASE_MANAGEMENT)
            .routingRequired(true)
            .secretAddress(true);
    assertTrue(POLICY.decide(asked.question()).permit());
    denied(asked.routingRequired(false), "DENY-NORELATION", Reason.NO_RELATION);
    denied(
        a(PartnerKind.HOSPITAL, DataCategory.CONCERN).routingRequired(true),
        "DENY-NORELATION",
        Reason.NO_RELATION);
  }

  @Test
  void npieIsClosedToEverybodyButItsOwnerAndItself() {
    denied(
        a(PartnerKind.OCJ, DataCategory.CONCERN)
            .as(Relation.GRANTEE)
            .type(ReferralType.NPIE)
            .purpose(Purpose.CARE_COORDINATION)
            .with(Asking.consent(DataCategory.CONCERN, Purpose.CARE_COORDINATION, true)),
        "H2",
        Reason.NPIE_CLOSED);
    var npie =
        a(PartnerKind.NPIE, DataCategory.CONCERN).as(Relation.REPORTER).type(ReferralType.NPIE);
    permitted(npie.own(), "MATRIX-O", LegalGround.OWN);
    denied(npie.own(false), "H2", Reason.NPIE_CLOSED);
  }

  @Test
  void riskInstrumentNeverLeavesTheOwner() {
    denied(
        a(PartnerKind.VK, DataCategory.RISK_FULL)
            .as(Relation.GRANTEE)
            .purpose(Purpose.CARE_COORDINATION)
            .with(Asking.consent(DataCategory.RISK_FULL, Purpose.CARE_COORDINATION, true)),
        "H5",
        Reason.RISK_INSTRUMENT_CLOSED);
  }

  @Test
  void judicialDataStayWithJusticeAndTheConference() {
    denied(
        a(PartnerKind.VEILIG_HUIS, DataCategory.JUDICIAL)
            .as(Relation.CONFERENCE)
            .purpose(Purpose.CASE_CONFERENCE),
        "H6",
        Reason.JUDICIAL_CLOSED);
    permitted(
        a(PartnerKind.VEILIG_HUIS, DataCategory.JUDICIAL)
            .as(Relation.CONFERENCE)
            .purpose(Purpose.CASE_CONFERENCE)
            .with(Asking.conference()),
        "MATRIX-G4",
        LegalGround.G4_CASE_CONFERENCE);
  }

  @Test
  void policeReadWhatTheySentAndNothingElse() {
    permitted(
        a(PartnerKind.POLICE, DataCategory.CONCERN).as(Relation.REPORTER).own(),
        "MATRIX-O",
        LegalGround.OWN);
    denied(
        a(PartnerKind.POLICE, DataCategory.CONCERN).as(Relation.REPORTER),
        "H7",
        Reason.POLICE_READS_NOTHING);
    denied(
        a(PartnerKind.POLICE, DataCategory.CONCERN).as(Relation.GRANTEE).own(),
        "H7",
        Reason.POLICE_READS_NOTHING);
  }

  @Test
  void secretAddressIsWithheldEvenFromWhoSentIt() {
    var reporter = a(PartnerKind.HOSPITAL, DataCategory.ADDRESS).as(Relation.REPORTER).own();
    permitted(reporter, "MATRIX-O", LegalGround.OWN);
    denied(reporter.secretAddress(true), "H8", Reason.ADDRESS_SECRET);
    denied(
        a(PartnerKind.CLB, DataCategory.SCHOOL).as(Relation.REPORTER).own().secretAddress(true),
        "H8",
        Reason.ADDRESS_SECRET);
    assertTrue(
        POLICY
            .decide(
                a(PartnerKind.VK, DataCategory.PLACEMENT)
                    .as(Relation.OWNER)
                    .purpose(Purpose.CASE_MANAGEMENT)
                    .secretAddress(true)
                    .question())
            .permit());
  }

  @Test
  void secretAddressPutsTheNeutralContactInThePlaceOfTheCentre() {
    var receipt = a(PartnerKind.HOSPITAL, DataCategory.RECEIPT).as(Relation.REPORTER);
    assertEquals(Set.of(), POLICY.decide(receipt.question()).obligations());
    assertEquals(
        Set.of(Obligation.NEUTRAL_CONTACT),
        POLICY.decide(receipt.secretAddress(true).question()).obligations());
  }

  @Test
  void refusalForASecretAddressDoesNotSayThatItIsSecret() {
    assertEquals(Reason.BASIC_DATA_ONLY.code(), Reason.ADDRESS_SECRET.code());
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
