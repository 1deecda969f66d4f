package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.referral.Submission;
import be.schakel.vocabulary.ProblemCategory;
import be.schakel.vocabulary.SpecificContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a Condition of a child adds to the request, which it takes nothing from. */
class ConditionsInTest {

  private static final String URL = "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824f";

  private static final String CODING =
      "{\"system\": \"https://schakel.example/fhir/CodeSystem/%s\", \"code\": \"%s\"}";

  private static Bundles with(String code) {
    var bundle = Bundles.whole();
    return bundle.and(
        URL,
        """
        {"resourceType": "Condition", "subject": {"reference": "%s"}, "code": {"coding": [%s]}}"""
            .formatted(bundle.url("Patient"), code));
  }

  private static Submission.Child child(Transaction transaction) {
    return transaction.submission().children().get(0);
  }

  @Test
  void conditionWithoutACodeOfOursChangesNothingAndIsRemarkedOn() {
    var plain = child(Bundles.whole().map());
    var bundle = with("{\"system\": \"http://hl7.org/fhir/sid/icd-10\", \"code\": \"T74.1\"}");
    var transaction = bundle.map();
    assertTrue(!plain.contexts().isEmpty());
    assertEquals(plain, child(transaction));
    assertTrue(
        transaction
            .remarks()
            .contains(Unread.lost(bundle.path("Condition") + ".code", "Condition.code")));
  }

  @Test
  void conditionWithAProblemAloneLeavesTheContextsOfTheRequest() {
    var plain = child(Bundles.whole().map());
    var changed = child(with(CODING.formatted("problem-category", "EMOTIONAL")).map());
    assertEquals(ProblemCategory.EMOTIONAL, changed.problem());
    assertEquals(plain.contexts(), changed.contexts());
  }

  @Test
  void conditionWithAContextAloneAddsItAndLeavesTheProblemOfTheRequest() {
    var plain = child(Bundles.whole().map());
    var context =
        List.of(SpecificContext.values()).stream()
            .filter(each -> !plain.contexts().contains(each))
            .findFirst()
            .orElseThrow();
    var changed = child(with(CODING.formatted("specific-context", context)).map());
    assertEquals(plain.problem(), changed.problem());
    assertTrue(changed.contexts().containsAll(plain.contexts()));
    assertTrue(changed.contexts().contains(context));
  }

  @Test
  void contextThatBothSayIsOne() {
    var plain = child(Bundles.whole().map());
    var again = child(with(CODING.formatted("specific-context", plain.contexts().get(0))).map());
    assertEquals(plain.contexts(), again.contexts());
  }
}
