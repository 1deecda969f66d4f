package be.schakel.fhir.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import be.schakel.edge.Json;
import be.schakel.fhir.in.Bundles;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide is sound FHIR itself, and what we tell partners to send keeps its rules. */
class GuideTest {

  private static final boolean LONG = Boolean.getBoolean("schakel.long");

  static Stream<String> parts() {
    return Guide.packaged().all().stream()
        .map(part -> part.get("resourceType").textValue() + "/" + part.get("id").textValue());
  }

  @ParameterizedTest
  @MethodSource("parts")
  void everyPartIsSoundFhir(String name) {
    var step = name.split("/");
    var part = Guide.packaged().read(step[0], step[1]).orElseThrow().toString();
    R4.json().setParserErrorHandler(new StrictErrorHandler()).parseResource(part);
    // A definition takes long, and shows its faults in use
    if (LONG || !step[0].equals("StructureDefinition")) {
      assertEquals(List.of(), errors(part));
    }
  }

  @Test
  void everyCodeListOfTheVocabularyIsInTheGuide() throws IOException {
    var lists = new TreeSet<String>();
    try (var in = GuideTest.class.getResourceAsStream("/i18n/codes_en.properties")) {
      var words = new Properties();
      words.load(in);
      words.stringPropertyNames().stream()
          .map(key -> key.substring(0, key.indexOf('.')))
          .filter(list -> !list.equals("Language"))
          .map(GuideTest::kebab)
          .forEach(lists::add);
    }
    lists.addAll(List.of("observation", "problem", "event-kind"));
    for (var type : List.of("CodeSystem", "ValueSet")) {
      assertEquals(
          lists,
          Guide.packaged().all(type).stream()
              .map(part -> part.get("id").textValue())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"submission", "submission-minimal", "submission-siblings", "submission-phone"})
  void whatACarefulHospitalSendsKeepsTheRules(String example) throws IOException {
    assertEquals(List.of(), errors(Bundles.of(example).tree().toString(), "submission"));
  }

  @Test
  void theExampleOfTheContractKeepsTheRules() throws IOException {
    try (var in = GuideTest.class.getResourceAsStream("/openapi/examples/fhir-submission.json")) {
      JsonNode example = Json.MAPPER.readTree(in);
      assertEquals(List.of(), errors(example.toString(), "submission"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "as-sent",
        "cancellation-request",
        "child",
        "correspondence",
        "given-consent",
        "report-document",
        "report-status",
        "stored-document",
        "told-by-hook"
      })
  void anExampleKeepsTheRulesOfItsProfile(String profile) throws IOException {
    try (var in = GuideTest.class.getResourceAsStream("/fhir/examples/" + profile + ".json")) {
      assertEquals(List.of(), errors(Json.MAPPER.readTree(in).toString(), profile));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          as-sent              | /entity/0/role    | "derivation"
          as-sent              | /entity/0/what    | {"reference":"Binary/1"}
          cancellation-request | /status           | "completed"
          cancellation-request | /code/coding/0/code | "fulfill"
          child                | /active           | false
          correspondence       | /status           | "in-progress"
          correspondence       | /basedOn          | []
          given-consent        | /status           | "proposed"
          given-consent        | /patient/reference | "Group/1"
          given-consent        | /performer/0/reference | "Practitioner/1"
          given-consent        | /provision/provision | [{"type":"deny"}]
          given-consent        | /provision/securityLabel/0/code | "SOMETHING"
          given-consent        | /sourceReference  | {"reference":"DocumentReference/1"}
          report-document      | /relatesTo/0/target/reference | "DocumentReference/1"
          report-status        | /status           | "completed"
          report-status        | /intent           | "plan"
          stored-document      | /status           | "revoked"
          stored-document      | /relatesTo        | [{"code":"appends","target":{"reference":"DocumentReference/1"}}]
          stored-document      | /content/0/attachment/data | "VHdlZSBibGF1d2UgcGxla2tlbi4="
          stored-document      | /content/0/attachment/url | "https://ehr.example/1.pdf"
          stored-document      | /content/0/attachment/extension/0/valueString | "0F"
          stored-document      | /content/0/attachment/extension | [{"url":"https://schakel.example/fhir/StructureDefinition/sha256","valueCode":"a"}]
          stored-document      | /category/0/coding/0/code | "SOMETHING"
          told-by-hook         | /criteria         | "Patient"
          told-by-hook         | /status           | "active"
          told-by-hook         | /channel/type     | "email"
          told-by-hook         | /channel/payload  | "application/fhir+json"
          told-by-hook         | /channel/header   | ["Authorization: x"]
          told-by-hook         | /extension/0/valueCode | "SOMETHING"
          """)
  void anExampleWithABrokenRuleDoesNot(String profile, String pointer, String json)
      throws IOException {
    try (var in = GuideTest.class.getResourceAsStream("/fhir/examples/" + profile + ".json")) {
      var example = Json.MAPPER.readTree(in);
      var name = pointer.substring(pointer.lastIndexOf('/') + 1);
      ((ObjectNode) example.at(pointer.substring(0, pointer.lastIndexOf('/'))))
          .set(name, Json.MAPPER.readTree(json));
      assertNotEquals(List.of(), errors(example.toString(), profile));
    }
  }

  private static List<String> errors(String resource, String... profiles) {
    return OracleValidator.ready().findings(resource, profiles).stream()
        .filter(FullValidator::isError)
        // It would fetch R4 itself to make a snapshot; that snapshots can be made is seen in use
        .filter(finding -> !finding.getMessage().contains("Unable to resolve package id"))
        .map(finding -> finding.getLocationString() + ": " + finding.getMessage())
        .toList();
  }
}
