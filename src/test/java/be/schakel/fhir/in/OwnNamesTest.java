package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.OwnNames;
import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What claims to be a name of ours and is none is refused wherever it stands, with what is meant.
 */
class OwnNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://schakel.example/fhir/StructureDefinition/secretaddress",
        "https://schakel.example/fhir/StructureDefinition/secret-adress",
        "http://schakel.example/fhir/StructureDefinition/secret-address",
        "https://schakel.example/fhir/StructureDefinition/Secret-Address",
        "https://SCHAKEL.example/FHIR/StructureDefinition/secret-address",
        "HTTPS://schakel.example/fhir/StructureDefinition/secret-address",
        "https://schakel.example/fhir/StructureDefinition/secret-address/",
        "https://schakel.example/fhir/StructureDefinition/secret-address|1.0.0",
        "https://schakel.example/StructureDefinition/secret-address",
        " https://schakel.example/fhir/StructureDefinition/secret-address",
        "schakel.example/fhir/StructureDefinition/secret-address"
      })
  void extensionThatIsAlmostOursIsRefused(String url) {
    var bundle =
        Bundles.whole()
            .with(
                "Patient",
                "/extension",
                "[{\"url\": \"%s\", \"valueBoolean\": true}]".formatted(url));
    assertEquals(
        List.of(
            new Issue(
                bundle.path("Patient") + ".extension[0].url",
                Code.NOT_IN_GUIDE,
                Systems.EXTENSION + "secret-address")),
        bundle.refusal());
  }

  /** A sender may write ten million: what goes back for each would never end. */
  @ParameterizedTest
  @ValueSource(
      strings = {"%s", "https:%s", "https://schakel.example/%sx", "https://schakel.example/%s\nx"})
  void longAddressIsLookedAtAtOnce(String form) {
    for (var sign : List.of("/", "|", " ")) {
      var address = TextNode.valueOf(form.formatted(sign.repeat(300_000)));
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> OwnNames.EXTENSIONS.misses(address, "", any -> {}), form);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DocumentReference | /category | [{"coding": [{"system": "%datacategory", "code": "CONCERN"}]}] | category[0].coding[0].system | CodeSystem/data-category
          DocumentReference | /securityLabel | [{"coding": [{"system": "https://schakel.example/fhir/ValueSet/data-category", "code": "CONCERN"}]}] | securityLabel[0].coding[0].system | CodeSystem/data-category
          Patient | /meta | {"security": [{"system": "%data-categorie", "code": "CONCERN"}]} | meta.security[0].system | CodeSystem/data-category
          Patient | /identifier/0/system | "https://schakel.example/fhir/NamingSystem/partners" | identifier[0].system | NamingSystem/partner
          Patient | /_birthDate | {"extension": [{"url": "https://schakel.example/fhir/StructureDefinition/expected-birthdate", "valueDate": "2027-01-01"}]} | _birthDate.extension[0].url | StructureDefinition/expected-birth-date
          Patient | /extension | [{"url": "https://a.example/x", "extension": [{"url": "http://schakel.example/fhir/StructureDefinition/informed", "valueString": "x"}]}] | extension[0].extension[0].url | StructureDefinition/informed
          Patient | /modifierExtension | [{"url": "https://schakel.example/fhir/StructureDefinition/secretaddress", "valueBoolean": true}] | modifierExtension[0].url | StructureDefinition/secret-address
          ServiceRequest | /quantityQuantity | {"value": 1, "system": "%data_category", "code": "x"} | quantityQuantity.system | CodeSystem/data-category
          Practitioner | /extension | [{"url": "https://schakel.example/fhir/StructureDefinition/interpreterr", "valueBoolean": true}] | extension[0].url | StructureDefinition/interpreter
          """)
  void wherever(String type, String pointer, String json, String path, String meant) {
    var bundle =
        Bundles.whole().with(type, pointer, json.replace("%", Systems.OWN + "CodeSystem/"));
    var expected =
        new Issue(bundle.path(type) + "." + path, Code.NOT_IN_GUIDE, Systems.OWN + meant);
    assertTrue(bundle.refusal().contains(expected), () -> bundle.refusal().toString());
  }

  @Test
  void extensionOfOursOnAValueIsInTheWrongPlace() {
    var bundle =
        Bundles.whole()
            .with(
                "Patient",
                "/_birthDate",
                """
                {"extension": [{"url": "https://schakel.example/fhir/StructureDefinition/secret-address",
                  "valueBoolean": true}]}""");
    assertEquals(
        List.of(
            new Issue(
                bundle.path("Patient") + "._birthDate.extension[0].url",
                Code.EXTENSION_NOT_EXPECTED)),
        bundle.refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://schakel.example.org/fhir/StructureDefinition/secretaddress",
        "https://het-schakel.example/fhir/StructureDefinition/secretaddress",
        "https://a.example/?of=https://schakel.example/fhir/StructureDefinition/secretaddress"
      })
  void extensionOfAStrangerIsOnlyRemarkedOn(String url) {
    var bundle =
        Bundles.whole()
            .with(
                "Patient",
                "/extension",
                "[{\"url\": \"%s\", \"valueBoolean\": true}]".formatted(url));
    assertEquals(List.of(), bundle.refusal());
  }

  /** Each way in but that of a report. */
  private interface Way {
    Object parse(InputStream body) throws IOException;
  }

  private static final UUID ID = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00");

  private static List<Issue> refusal(String type, String with, Way way) {
    var body =
        """
        {"resourceType": "%s", "id": "%s", %s}"""
            .formatted(type, ID, with)
            .getBytes(StandardCharsets.UTF_8);
    return assertThrows(
            SchakelProblem.class, () -> way.parse(new ByteArrayInputStream(body)), () -> type)
        .issues();
  }

  private static void refusedEverywhere(String with, String place, Code code, String... argument) {
    var id = ID.toString();
    refused("Consent", with, ConsentToNew::parse, place, code, argument);
    refused(
        "Communication",
        with,
        in -> CommunicationToNew.parse(PartnerKind.VK, in),
        place,
        code,
        argument);
    refused("Subscription", with, SubscriptionToNew::parse, place, code, argument);
    refused("Task", with, TaskToCancellation::parse, place, code, argument);
    refused("Task", with, in -> TaskToCancellation.decision(id, in), place, code, argument);
    refused("Task", with, in -> TaskToMove.parse(ID, in), place, code, argument);
    refused(
        "ServiceRequest",
        with,
        in -> ServiceRequestToRetraction.parse(ID, in),
        place,
        code,
        argument);
    refused(
        "DocumentReference",
        with,
        in -> DocumentReferenceToRetraction.parse(ID, in),
        place,
        code,
        argument);
  }

  private static void refused(
      String type, String with, Way way, String place, Code code, String... argument) {
    var issues = refusal(type, with, way);
    assertTrue(issues.contains(new Issue(type + place, code, argument)), type + " " + issues);
  }

  @Test
  void everyResourceThatComesByItselfIsHeldAgainstTheGuide() {
    refusedEverywhere(
        """
        "meta": {"tag": [{"system": "http://schakel.example/fhir/CodeSystem/purpose", "code": "x"}]}""",
        ".meta.tag[0].system",
        Code.NOT_IN_GUIDE,
        Systems.list("purpose"));
    refusedEverywhere(
        """
        "extension": [{"url": "https://schakel.example/fhir/StructureDefinition/notice_kind", "valueCode": "x"}]""",
        ".extension[0].url",
        Code.NOT_IN_GUIDE,
        Systems.EXTENSION + "notice-kind");
  }

  /** R4 Resource.implicitRules: who does not know them must not guess. */
  @Test
  void rulesOfAnotherAreRefusedEverywhere() {
    var rules = "\"implicitRules\": \"https://a.example/rules\"";
    refusedEverywhere(rules, ".implicitRules", Code.UNKNOWN_MODIFIER);
    for (var type : List.of("Patient", "ServiceRequest", "Consent", "DocumentReference")) {
      var bundle = Bundles.whole().with(type, "/implicitRules", "\"https://a.example/rules\"");
      assertEquals(
          List.of(new Issue(bundle.path(type) + ".implicitRules", Code.UNKNOWN_MODIFIER)),
          bundle.refusal());
    }
    assertEquals(
        List.of(new Issue("Bundle.implicitRules", Code.UNKNOWN_MODIFIER)),
        Bundles.whole().with("/implicitRules", "\"https://a.example/rules\"").refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Patient", "Group", "RelatedPerson", "DocumentReference", "List"})
  void validationSaysItOfAnyResource(String type) {
    var body =
        """
        {"resourceType": "%s", "implicitRules": "https://a.example/rules",
         "extension": [{"url": "http://schakel.example/fhir/StructureDefinition/channel", "valueCode": "x"}]}"""
            .formatted(type);
    var issues =
        Validated.read(
                body.getBytes(StandardCharsets.UTF_8),
                PartnerKind.HOSPITAL,
                null,
                Optional.empty(),
                () -> {})
            .issues();
    assertTrue(
        issues.contains(
            new Issue(
                type + ".extension[0].url", Code.NOT_IN_GUIDE, Systems.EXTENSION + "channel")),
        issues::toString);
    assertTrue(issues.contains(new Issue(type + ".implicitRules", Code.UNKNOWN_MODIFIER)));
  }
}
