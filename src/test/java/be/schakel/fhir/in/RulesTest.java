package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.FullValidator;
import be.schakel.fhir.guide.OracleValidator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the guide, broken once: the validator and the way in both find the place. */
class RulesTest {

  private static final String LONG = "\"" + "n".repeat(301) + "\"";
  private static final String OWN = "https://schakel.example/fhir/StructureDefinition/";

  static Stream<Arguments> broken() {
    return Stream.of(
        rule("ServiceRequest", "/status", "\"completed\""),
        rule("ServiceRequest", "/doNotPerform", "true"),
        rule("ServiceRequest", "/code", ""),
        rule("ServiceRequest", "/code/coding/0/code", "\"OTHER\""),
        rule("ServiceRequest", "/code/coding/0/system", "\"https://a.example/codes\""),
        rule("ServiceRequest", "/identifier/0/system", ""),
        rule("ServiceRequest", "/extension/0/valueCode", "\"NONE_SUCH\""),
        rule("ServiceRequest", "/extension/1", extension("channel", "valueString", "\"PHONE\"")),
        rule("ServiceRequest", "/extension/1", extension("interpreter", "valueBoolean", "true")),
        rule(
            "ServiceRequest",
            "/extension/1",
            extension("kindreflex-sector", "valueCode", "\"HOSPITAL\"")),
        rule("ServiceRequest", "/status", "\"draft\""),
        rule("Patient", "/active", "false"),
        rule("Patient", "/name/0/family", LONG),
        rule("Patient", "/contact", "[{\"gender\":\"female\"}]"),
        rule("Patient", "/extension/0", extension("informed", "valueBoolean", "true")),
        rule("Group", "/type", "\"animal\""),
        rule("Group", "/actual", "false"),
        rule("Group", "/member", ""),
        rule("RelatedPerson", "/active", "false"),
        rule("Observation", "/status", "\"cancelled\""),
        rule("Observation", "/code/coding/0/code", "\"other\""),
        rule(
            "Condition",
            "/verificationStatus",
            """
            {"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status",
             "code":"refuted"}]}"""),
        rule("Consent", "/status", "\"draft\""),
        rule("Consent", "/status", ""),
        rule("Consent", "/performer", ""),
        rule("Consent", "/provision", ""),
        rule("Consent", "/provision/type", "\"deny\""),
        rule("Consent", "/provision/dataPeriod", "{\"start\":\"2026-01-01\"}"),
        rule("Consent", "/provision/provision", "[{\"type\":\"deny\"}]"),
        rule("Consent", "/provision/securityLabel", ""),
        rule("Consent", "/provision/purpose", ""),
        rule("Consent", "/provision/actor", ""),
        rule("Consent", "/provision/actor/0/role/coding/0/code", "\"AUT\""),
        rule("Consent", "/scope/coding/0/code", "\"research\""),
        rule("DocumentReference", "/status", "\"superseded\""),
        rule(
            "DocumentReference",
            "/relatesTo",
            "[{\"code\":\"replaces\",\"target\":{\"reference\":\"DocumentReference/1\"}}]"),
        rule("DocumentReference", "/content/0/attachment/title", LONG),
        rule("DocumentReference", "/content/0/attachment", "{\"contentType\":\"text/plain\"}"));
  }

  @ParameterizedTest(name = "{0}{1} = {2}")
  @MethodSource("broken")
  void aBrokenRuleIsFoundByBoth(String type, String pointer, String json) {
    var bundle = type.matches("Group|Condition") ? Bundles.siblings() : Bundles.whole();
    if (json.isEmpty()) {
      var parent = bundle.resource(type).at(pointer.substring(0, pointer.lastIndexOf('/')));
      ((ObjectNode) parent).remove(pointer.substring(pointer.lastIndexOf('/') + 1));
    } else {
      bundle.with(type, pointer, json);
    }
    var path = bundle.path(type);
    var refusal = bundle.refusal();
    assertTrue(
        refusal.stream().anyMatch(issue -> issue.pointer().startsWith(path)),
        () -> "the way in says " + refusal);
    var errors =
        OracleValidator.ready().findings(bundle.tree().toString(), "submission").stream()
            .filter(FullValidator::isError)
            .map(FullValidator::place)
            .toList();
    assertTrue(
        errors.stream().anyMatch(place -> place.startsWith(path)),
        () -> "the validator says " + errors);
  }

  private static Arguments rule(String type, String pointer, String json) {
    return Arguments.of(type, pointer, json);
  }

  private static String extension(String name, String property, String json) {
    return "{\"url\":\"" + OWN + name + "\",\"" + property + "\":" + json + "}";
  }
}
