package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.edge.FhirIssue;
import be.schakel.edge.Json;
import be.schakel.fhir.guide.Findings;
import be.schakel.fhir.guide.OracleValidator;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong with a report has the same type and place, whether the transaction or a validation
 * tells of it; beside that stands what HAPI says, which puts what is missing at what it is missing
 * from.
 */
class IssueTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ServiceRequest    | /code                    | null                | required MISSING .code                              | structure
          Patient           | /gender                  | "X"                 | code-invalid UNKNOWN_CODE .gender                   | code-invalid .gender
          Patient           | /foo                     | "x"                 | structure UNKNOWN_PROPERTY .foo                     | structure
          Patient           | /birthDate               | "2015-13-45"        | value INVALID_DATE .birthDate                       | invalid .birthDate
          Patient           | /active                  | "true"              | structure WRONG_TYPE .active                        | invalid .active
          Patient           | /name                    | {"family": "x"}     | structure WRONG_TYPE .name                          | invalid .name
          Patient           | /name/0                  | {}                  | invalid TOO_FEW_ITEMS .name[0]                      | invalid .name[0]
          Patient           | /name/0/period           | {"start": "2026-12-01", "end": "2026-11-30"} | invariant PERIOD_REVERSED .name[0].period.end | invariant .name[0].period
          Observation       | /subject/reference       | "urn:uuid:00000000-0000-4000-8000-000000000000" | not-found REFERENCE_UNRESOLVED .subject.reference |
          ServiceRequest    | /reasonCode/0/coding/0/code | "NOPE"           | code-invalid UNKNOWN_CODE .reasonCode[0].coding[0].code | code-invalid .reasonCode[0]
          ServiceRequest    | /reasonCode/0/coding/0/system | "http://snomed.info/sct" | code-invalid WRONG_SYSTEM .reasonCode[0].coding[0].system |
          ServiceRequest    | /status                  | "draft"             | value INVALID_VALUE .status                         | invariant .status
          DocumentReference | /content/0/attachment/data | "@@@"             | value BAD_BASE64 .content[0].attachment.data        | structure .content[0].attachment
          """)
  void errorIsToldAlikeByBothWays(
      String type, String pointer, String json, String ours, String ofHapi) throws IOException {
    var bundle = Bundles.whole().with(type, pointer, json);
    if (json.equals("null")) {
      bundle.resource(type).remove(pointer.substring(1));
    }
    var resource = bundle.path(type);
    var bytes = Json.MAPPER.writeValueAsBytes(bundle.tree());

    var refused =
        assertThrows(SchakelProblem.class, () -> BundleToSubmission.map(bytes)).issues().stream()
            .map(IssueTypesTest::written)
            .toList();
    assertEquals(List.of(ours), refused.stream().map(each -> line(each, resource)).toList());

    var told = validated(bytes);
    assertEquals(refused, told.stream().filter(refused::contains).toList());
    assertEquals(
        Optional.ofNullable(ofHapi).orElse(""),
        told.stream()
            .filter(each -> word(each, "severity").equals("error"))
            .filter(each -> !refused.contains(each))
            .map(each -> word(each, "code") + place(each, resource))
            .distinct()
            .collect(Collectors.joining(", ")));
  }

  @ParameterizedTest
  @CsvSource({
    "NIHDI_CHECKSUM, business-rule",
    "ELEMENT_NOT_STORED, informational",
  })
  void remarkIsToldAlikeByBothWays(String code, String type) throws IOException {
    var bundle = Bundles.whole();
    bundle
        .resource("Practitioner")
        .putArray("identifier")
        .addObject()
        .put("system", "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi")
        .put("value", "12345626004");
    var bytes = Json.MAPPER.writeValueAsBytes(bundle.tree());
    var remark =
        BundleToSubmission.map(bytes).remarks().stream()
            .filter(each -> each.code().name().equals(code))
            .map(IssueTypesTest::written)
            .toList();

    assertEquals(1, remark.size());
    assertEquals("warning", word(remark.get(0), "severity"));
    assertEquals(type, word(remark.get(0), "code"));
    assertEquals(remark, validated(bytes).stream().filter(remark::contains).toList());
  }

  private static List<JsonNode> validated(byte[] bytes) {
    var read = Validated.read(bytes, PartnerKind.HOSPITAL, null, Optional.empty(), () -> {});
    var found =
        OracleValidator.ready()
            .findings(read.resource().toString(), read.profiles().toArray(String[]::new));
    var outcome = Findings.of(read.issues(), found, Language.EN).outcome();
    return StreamSupport.stream(outcome.get("issue").spliterator(), false).toList();
  }

  private static JsonNode written(Issue issue) {
    var written = Json.MAPPER.createObjectNode();
    FhirIssue.write(written, issue, Language.EN);
    return written;
  }

  private static String line(JsonNode issue, String resource) {
    return word(issue, "code")
        + " "
        + issue.at("/details/coding/0/code").asText()
        + place(issue, resource);
  }

  private static String word(JsonNode issue, String name) {
    return issue.path(name).asText();
  }

  private static String place(JsonNode issue, String resource) {
    var place = issue.at("/expression/0").asText().replace(resource, "");
    return place.isEmpty() ? "" : " " + place;
  }
}
