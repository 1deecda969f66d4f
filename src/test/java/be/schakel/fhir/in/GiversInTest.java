package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why somebody is no giver of a consent is told where its sender can mend it. */
class GiversInTest {

  private static final List<Issue> NOT_VALID =
      List.of(new Issue("/consents/0/givers", Code.CONSENT_GIVER_NOT_VALID));

  private static Bundles givenBy(String relationship) {
    var bundle = Bundles.whole();
    return bundle
        .with("RelatedPerson", "/relationship", relationship)
        .with(
            "Consent", "/performer", "[{\"reference\": \"" + bundle.url("RelatedPerson") + "\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"text\": \"moeder\"}]",
        "[{\"coding\": [{\"system\": \"http://terminology.hl7.org/CodeSystem/v2-0131\", \"code\": \"N\"}]}]"
      })
  void relationshipThatWasNotUnderstoodIsNamedAsTheCause(String relationship) {
    var bundle = givenBy(relationship);
    assertEquals(
        List.of(
            new Issue(bundle.path("Consent") + ".performer", Code.CONSENT_GIVER_NOT_VALID),
            new Issue(
                bundle.path("RelatedPerson") + ".relationship",
                Code.WRONG_SYSTEM,
                Systems.list("parental-role"))),
        bundle.map().located(NOT_VALID));
  }

  @Test
  void relationshipThatWasUnderstoodIsNoCause() {
    var bundle =
        givenBy(
            """
            [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "MTH"}]}]""");
    assertEquals(
        List.of(new Issue(bundle.path("Consent") + ".performer", Code.CONSENT_GIVER_NOT_VALID)),
        bundle.map().located(NOT_VALID));
  }

  @Test
  void anotherLackHasNoSuchCause() {
    var bundle = givenBy("[{\"text\": \"moeder\"}]");
    assertEquals(
        1,
        bundle
            .map()
            .located(List.of(new Issue("/consents/0/givers", Code.CONSENT_CHILD_MUST_GIVE)))
            .size());
  }
}
