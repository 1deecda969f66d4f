package be.schakel.policy;

import static be.schakel.policy.Asking.a;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Need to know among colleagues: the matrix inside the owner, cut by role (actor A1). */
class OwnerRolesTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "admin; RECEIPT STATUS MANO_STATUS CHILD_ID ADDRESS FAMILY_ID REPORTER_ID CONSENT",
        "1712-worker; RECEIPT STATUS CHILD_ID ADDRESS REPORTER_ID ADVICE",
        "chat-responder; RECEIPT STATUS CHILD_ID ADDRESS REPORTER_ID ADVICE"
      })
  void officeAndHelplineGetThePaperworkAndNoCase(String role, String categories) {
    var open = Set.of(categories.split(" "));
    for (var category : DataCategory.values()) {
      decided(role, category, open.contains(category.name()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "child-counsellor",
        "parent-counsellor",
        "physician",
        "trust-physician",
        "criminologist",
        "case-director",
        "coordinator"
      })
  void whoHandlesTheCaseGetsAllOfIt(String role) {
    for (var category : DataCategory.values()) {
      decided(role, category, true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"social-worker", "psychologist"})
  void colleagueThatHelpsDoesNotGetTheInstrument(String role) {
    for (var category : DataCategory.values()) {
      decided(role, category, category != DataCategory.RISK_FULL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleaner", "", "Physician", "ADMIN"})
  void unknownRoleGetsNothingThatIsBoundToRoles(String role) {
    var bound = List.of(DataCategory.RISK_FULL, DataCategory.HELP_CONTENT);
    for (var category : DataCategory.values()) {
      decided(role, category, !bound.contains(category));
    }
  }

  @Test
  void emergencyDoesNotWidenARole() {
    var decision =
        POLICY.decide(
            a(PartnerKind.VK, DataCategory.MEDICAL)
                .as(Relation.OWNER)
                .role("admin")
                .purpose(Purpose.EMERGENCY)
                .with(Asking.window())
                .question());
    assertEquals("DENY-ROLE", decision.rule());
  }

  @Test
  void rolesOfTheOwnerCutNobodyElse() {
    assertTrue(
        POLICY
            .decide(
                a(PartnerKind.HOSPITAL, DataCategory.CONCERN)
                    .as(Relation.REPORTER)
                    .role("admin")
                    .own()
                    .question())
            .permit());
    assertTrue(
        POLICY
            .decide(
                a(PartnerKind.VK, DataCategory.MEDICAL)
                    .as(Relation.GRANTEE)
                    .role("admin")
                    .purpose(Purpose.CARE_COORDINATION)
                    .with(Asking.consent(DataCategory.MEDICAL, Purpose.CARE_COORDINATION, false))
                    .question())
            .permit());
  }

  @Test
  void cutIsData() {
    var wider =
        new Policy(Terms.data(Terms.matrix(), Terms.with("owner.only.RISK_FULL", "registrar")));
    assertTrue(wider.decide(asked("registrar", DataCategory.RISK_FULL).question()).permit());
    assertFalse(wider.decide(asked("physician", DataCategory.RISK_FULL).question()).permit());
  }

  private static void decided(String role, DataCategory category, boolean permit) {
    for (var routing : List.of(true, false)) {
      var decision = POLICY.decide(asked(role, category).routingRequired(routing).own().question());
      assertEquals(permit, decision.permit(), () -> role + " " + category + " " + decision);
      if (!permit) {
        assertEquals("DENY-ROLE", decision.rule());
        assertEquals(List.of(Reason.ROLE_NOT_PERMITTED), decision.reasons());
      }
    }
  }

  private static Asking asked(String role, DataCategory category) {
    return a(PartnerKind.VK, category)
        .as(Relation.OWNER)
        .role(role)
        .purpose(Purpose.CASE_MANAGEMENT);
  }
}
