package be.schakel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The terms of the policy as a lawyer writes them, down to the smallest that is accepted. */
class TermsTest {

  private static final Policy SHIPPED = new Policy(PolicyData.shipped());

  @Test
  void shippedTermsAreThoseOfTheProposal() {
    var consent = SHIPPED.consentTerms();
    assertEquals(6, consent.defaultMonths());
    assertEquals(12, consent.maximumMonths());
    assertEquals(30, consent.daysAfterClosing());
    assertEquals(12, consent.ageChildDecides());
    assertEquals(18, consent.ageOfMajority());
    assertEquals(LocalDate.of(2026, 1, 1), PolicyData.shipped().validFrom());
    assertEquals("2026-4", SHIPPED.version());
    var grounds = SHIPPED.groundTerms();
    assertEquals(90, grounds.sharedSecrecyDays());
    assertEquals(180, grounds.sharedSecrecyLongestDays());
    assertEquals(366, grounds.conferenceLongestDays());
    assertEquals(30, grounds.writtenRequestDays());
    assertEquals(180, SHIPPED.supervisionTerms().embargoLongestDays());
    assertEquals(90, SHIPPED.supervisionTerms().reidentificationLongestDays());
  }

  @Test
  void flagTakesFromACarerOfAChildThatDoesNotDecideTheGivingAlone() {
    var terms = SHIPPED.consentTerms();
    assertEquals(Set.of(FlagEffect.GIVE_ALONE), terms.flagEffects(Stage.CHILD));
    assertEquals(Set.of(), terms.flagEffects(Stage.YOUTH));
    assertEquals(Set.of(), terms.flagEffects(Stage.UNBORN));
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void whatAFlagTakesAwayIsDataForEachStage(Stage stage) {
    var terms =
        data("flag.alleged-perpetrator." + stage, "GIVE, SEE, WITHDRAW, BE_TOLD").consentTerms();
    assertEquals(
        Set.of(FlagEffect.GIVE, FlagEffect.SEE, FlagEffect.WITHDRAW, FlagEffect.BE_TOLD),
        terms.flagEffects(stage));
    for (var other : Stage.values()) {
      if (other != stage) {
        assertEquals(SHIPPED.consentTerms().flagEffects(other), terms.flagEffects(other));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "consent.default-months, 1",
    "consent.default-months, 12",
    "consent.maximum-months, 6",
    "consent.days-after-closing, 0",
    "consent.age-child-decides, 0",
    "consent.age-of-majority, 13",
    "break-glass.hours, 1",
    "break-glass.renewals, 0",
    "break-glass.review-working-days, 1",
    "break-glass.review-working-days, 5",
    "ground.shared-secrecy.default-days, 1",
    "ground.shared-secrecy.default-days, 180",
    "ground.conference.maximum-days, 1",
    "ground.written-request.days, 1",
    "ground.danger.confirm-hours, 1",
    "break-glass.duty-list-days, 1",
    "mano.term.working-days, 66",
    "embargo.maximum-days, 1",
    "reidentification.maximum-days, 1",
    "mano.warn-at-percent, '50, 75, 100'",
    "look-up.retention-days, 1"
  })
  void smallestAndLargestThatMakeSenseAreTaken(String property, String value) {
    assertEquals("2026-4", data(property, value).version());
  }

  @ParameterizedTest
  @CsvSource({
    "consent.default-months, 0",
    "consent.default-months, 13",
    "consent.maximum-months, 5",
    "consent.days-after-closing, -1",
    "consent.age-child-decides, -1",
    "consent.age-child-decides, 18",
    "consent.age-of-majority, 12",
    "ground.shared-secrecy.default-days, 0",
    "ground.shared-secrecy.default-days, 181",
    "ground.shared-secrecy.maximum-days, 89",
    "ground.conference.maximum-days, 0",
    "ground.written-request.days, 0",
    "ground.danger.confirm-hours, 0",
    "break-glass.duty-list-days, 0",
    "mano.term.working-days, 0",
    "embargo.maximum-days, 0",
    "reidentification.maximum-days, 0",
    "mano.warn-at-percent, '80, 50'",
    "mano.warn-at-percent, half",
    "look-up.retention-days, 0",
    "break-glass.last-review-working-days, 1",
    "valid-from, 1/1/2026",
    "flag.alleged-perpetrator.CHILD, EVERYTHING",
    "flag.alleged-perpetrator.TODDLER, GIVE"
  })
  void whatMakesNoSenseIsRefused(String property, String value) {
    assertThrows(IllegalArgumentException.class, () -> data(property, value));
  }

  @Test
  void versionNeedsItsFourFiles() {
    var files = new HashMap<String, String>();
    var shipped = PolicyText.shipped();
    files.put("matrix.csv", shipped.matrix());
    files.put("policy.properties", shipped.terms());
    files.put("search-rules.csv", shipped.searchRules());
    files.put("legal-basis.csv", shipped.legalBases());
    assertEquals(shipped, PolicyText.of(files));
    for (var name : PolicyText.FILES) {
      var without = new HashMap<>(files);
      without.remove(name);
      var refused = assertThrows(IllegalArgumentException.class, () -> PolicyText.of(without));
      assertEquals(name + " is missing", refused.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> PolicyText.of(Map.of()));
  }

  @Test
  void sharedSecrecyOpensWhatTheMatrixLeavesToItAndNeverForJustice() {
    assertTrue(SHIPPED.sharedSecrecyCanOpen(PartnerKind.OCJ, DataCategory.CONCERN));
    assertTrue(SHIPPED.sharedSecrecyCanOpen(PartnerKind.VK, DataCategory.STATUS));
    assertFalse(SHIPPED.sharedSecrecyCanOpen(PartnerKind.OCJ, DataCategory.MEDICAL));
    var open =
        new Policy(
            Terms.data(
                Terms.matrix()
                    .replace("SCHOOL,SAFETY_PLAN,C\n", "SCHOOL,SAFETY_PLAN,G1\n")
                    .replace("CAW,SAFETY_PLAN,C\n", "CAW,SAFETY_PLAN,G1\n"),
                Terms.shipped()));
    assertTrue(open.sharedSecrecyCanOpen(PartnerKind.CAW, DataCategory.SAFETY_PLAN));
    assertFalse(open.sharedSecrecyCanOpen(PartnerKind.SCHOOL, DataCategory.SAFETY_PLAN));
  }

  private static PolicyData data(String property, String value) {
    return Terms.data(Terms.matrix(), Terms.with(property, value));
  }
}
