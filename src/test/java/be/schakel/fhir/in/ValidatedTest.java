package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Subscription'                                                              | told-by-hook
          'Consent', 'patient': {'reference': 'urn:uuid:1'}                           | consent-in-report
          'Consent', 'patient': {'reference': 'Patient/1'}                            | given-consent
          'Consent', 'patient': {'reference': 'https://gateway.example/fhir/Patient/1'} | given-consent
          'DocumentReference'                                                         | report-document
          'DocumentReference', 'status': 'current'                                    | report-document
          'DocumentReference', 'status': 'superseded'                                 | stored-document
          'DocumentReference', 'status': 'entered-in-error'                           | stored-document
          'Task'                                                                      | report-status
          """)
  void resourceIsHeldAgainstTheProfileOfWhatItIsFor(String resource, String profile) {
    var body = ("{'resourceType': " + resource + "}").replace('\'', '"');
    var read =
        Validated.read(
            body.getBytes(StandardCharsets.UTF_8),
            PartnerKind.HOSPITAL,
            null,
            Optional.empty(),
            () -> {});
    assertEquals(List.of(profile), read.profiles());
  }

  @ParameterizedTest
  @CsvSource({
    "https://schakel.example/fhir/StructureDefinition/child, child, ",
    "https://schakel.example/fhir/StructureDefinition/child|1.0.0, child, ",
    "https://schakel.example/fhir/StructureDefinition/child|9.9, child, PROFILE_NOT_AT_HAND",
    "https://schakel.example/fhir/StructureDefinition/siblings, child siblings, ",
    "http://hl7.org/fhir/StructureDefinition/Patient, child, ",
    "https://schakel.example/fhir/StructureDefinition/none, child, PROFILE_NOT_AT_HAND",
    "https://schakel.example/fhir/StructureDefinition/, child, PROFILE_NOT_AT_HAND",
    "https://elders.example/StructureDefinition/child, child, PROFILE_NOT_AT_HAND",
  })
  void profileOfTheGuideIsAskedForAndAnyOtherSaidToBeAbsent(
      String profile, String against, String said) {
    var patient = "{\"resourceType\": \"Patient\"}";
    var parameters =
        """
        {"resourceType": "Parameters", "parameter": [
          {"name": "profile", "valueUri": "%s"}, {"name": "resource", "resource": %s}]}"""
            .formatted(profile, patient);
    for (var read :
        List.of(read(patient, Optional.of(profile)), read(parameters, Optional.empty()))) {
      assertEquals(List.of(against.split(" ")), read.profiles());
      assertEquals(
          Stream.ofNullable(said).toList(),
          read.issues().stream().map(issue -> issue.code().name()).toList());
    }
  }

  /** Each of them; the one that is not there is said to be absent beside the other. */
  @Test
  void severalProfilesAreAllAskedFor() {
    var parameters =
        """
        {"resourceType": "Parameters", "parameter": [
          {"name": "profile", "valueUri": "https://elders.example/StructureDefinition/child"},
          {"name": "profile", "valueCanonical": "https://schakel.example/fhir/StructureDefinition/siblings"},
          {"name": "resource", "resource": {"resourceType": "Patient"}}]}""";

    var read = read(parameters, Optional.empty());

    assertEquals(List.of("child", "siblings"), read.profiles());
    assertEquals(
        List.of(Code.PROFILE_NOT_AT_HAND), read.issues().stream().map(Issue::code).toList());
  }

  private static Validated read(String body, Optional<String> profile) {
    return Validated.read(
        body.getBytes(StandardCharsets.UTF_8), PartnerKind.HOSPITAL, null, profile, () -> {});
  }

  @Test
  void parametersWithoutAResourceMissOne() {
    var body = "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"mode\"}]}";
    var refused = assertThrows(SchakelProblem.class, () -> read(body, Optional.empty()));
    assertEquals(Code.MISSING, refused.issues().get(0).code());
  }

  /** What its POST would refuse, where a stock validator sees nothing wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          given-consent        | modifierExtension | [{"url": "https://a.example/x", "valueBoolean": true}] | Consent.modifierExtension CONSENT_NARROWED
          given-consent        | verification | [{"verified": true}]     | Consent.verification CONSENT_NARROWED
          cancellation-request | status       | "draft"                  | Task.status INVALID_VALUE
          correspondence       | priority     | "urgent"                 | Communication.priority ELEMENT_NOT_TAKEN
          told-by-hook         | end          | "2027-01-01T00:00:00Z"   | Subscription.end ELEMENT_NOT_TAKEN
          """)
  void whatItsOwnWayInRefusesIsSaid(String example, String name, String value, String issue)
      throws IOException {
    var resource = (ObjectNode) Bundles.json(example(example));
    assertEquals(List.of(), errors(resource.toString()));
    resource.set(name, Bundles.json(value));
    assertEquals(List.of(issue), errors(resource.toString()));
  }

  private static String example(String name) throws IOException {
    try (var in = ValidatedTest.class.getResourceAsStream("/fhir/examples/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> errors(String body) {
    return read(body, Optional.empty()).issues().stream()
        .filter(issue -> !issue.code().isWarning())
        .map(issue -> issue.pointer() + " " + issue.code())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"batch, Bundle.type BUNDLE_NOT_TRANSACTION", "searchset, "})
  void bundleThatIsNeverTakenIsSaidToBeNone(String type, String said) {
    var body = "{\"resourceType\": \"Bundle\", \"type\": \"" + type + "\"}";
    assertEquals(Stream.ofNullable(said).toList(), errors(body));
  }
}
