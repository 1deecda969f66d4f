package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Insz;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that name a report come in as a development of it, in the manner of IHE MHD. */
class AdditionsInTest {

  private static final UUID REPORT = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00");
  private static final UUID CHILD = UUID.fromString("0199a7c4-3b1e-7002-9d53-5f1f6d3a2b00");

  private static final UUID SIBLING = UUID.fromString("0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00");
  private static final String NUMBER = "15231500154";
  private static final String OTHER = "17051500259";

  /** What the gateway has of the report. */
  private static final Function<UUID, Map<UUID, Optional<Insz>>> STORED =
      report ->
          report.equals(REPORT)
              ? Map.of(CHILD, Optional.of(new Insz(NUMBER)), SIBLING, Optional.of(new Insz(OTHER)))
              : Map.of();

  /** Close to the example of MHD's Minimal Provide Document Bundle. */
  private static final String BUNDLE =
      """
      {"resourceType": "Bundle", "type": "transaction",
       "meta": {"profile": ["https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Minimal.ProvideBundle"]},
       "entry": [
        {"fullUrl": "urn:oid:2.999.1", "request": {"method": "POST", "url": "List"},
         "resource": {"resourceType": "List", "status": "current", "mode": "working",
          "code": {"coding": [{"system": "https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes", "code": "submissionset"}]},
          "subject": {"reference": "urn:oid:2.999.4"}, "date": "2026-11-21T10:00:00+01:00",
          "entry": [{"item": {"reference": "urn:oid:2.999.2"}}]}},
        {"fullUrl": "urn:oid:2.999.2", "request": {"method": "POST", "url": "DocumentReference"},
         "resource": {"resourceType": "DocumentReference", "status": "current",
          "subject": {"reference": "urn:oid:2.999.4"},
          "content": [{"attachment": {"contentType": "text/plain", "url": "urn:oid:2.999.3", "title": "Verslag"}}],
          "context": {"related": [{"reference": "ServiceRequest/0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00"}]}}},
        {"fullUrl": "urn:oid:2.999.3", "request": {"method": "POST", "url": "Binary"},
         "resource": {"resourceType": "Binary", "contentType": "text/plain", "data": "aGFsbG8="}},
        {"fullUrl": "urn:oid:2.999.4", "request": {"method": "POST", "url": "Patient"},
         "resource": {"resourceType": "Patient", "identifier": [
          {"system": "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin", "value": "15231500154"}]}}]}""";

  @Test
  void documentGoesToTheReportThatItNames() throws IOException {
    var sent = read(bundle());
    assertTrue(sent.addsDocuments());
    var addition = sent.addition(STORED);

    assertEquals(REPORT, addition.referral());
    var document = addition.development().documents().get(0);
    assertEquals(List.of("15231500154"), document.children());
    assertEquals(Optional.of("aGFsbG8="), document.data());
    assertEquals(Optional.of("Verslag"), document.title());
    assertEquals(List.of(), addition.remarks());
    assertEquals(
        List.of("List", "DocumentReference", "Binary", "Patient"),
        addition.entries().stream().map(Transaction.Entry::type).toList());
  }

  @Test
  void childMayBeNamedAsItIsThere() throws IOException {
    var bundle = bundle();
    ((ObjectNode) bundle.at("/entry/1/resource/subject"))
        .put("reference", "https://gateway.example/fhir/Patient/" + CHILD);
    bundle.withArray("entry").remove(3);

    assertEquals(
        List.of(CHILD.toString()),
        read(bundle).addition(STORED).development().documents().get(0).children());
  }

  @Test
  void documentNamesTheOneThatItReplaces() throws IOException {
    var bundle = bundle();
    var relation = ((ObjectNode) bundle.at("/entry/1/resource")).putArray("relatesTo").addObject();
    relation.put("code", "replaces");
    relation
        .putObject("target")
        .put("reference", "https://gateway.example/fhir/DocumentReference/" + CHILD);

    var addition = read(bundle).addition(STORED);
    assertEquals(Optional.of(CHILD), addition.development().documents().get(0).replaces());
    assertEquals(List.of(), addition.remarks());
    assertEquals(
        List.of(
            new Issue(
                "Bundle.entry[1].resource.relatesTo[0].target.reference", Code.ALREADY_CORRECTED)),
        addition.located(List.of(new Issue("/documents/0/replaces", Code.ALREADY_CORRECTED))));

    relation.putObject("target").put("display", "het vorige");
    assertEquals(
        List.of(
            new Issue(
                "Bundle.entry[1].resource.relatesTo[0].target.reference",
                Code.REFERENCE_UNRESOLVED)),
        refusal(bundle));
  }

  /** R4 lets a reference name a version: what is meant is the report, and the document. */
  @Test
  void versionOfAReportOrDocumentIsThatReportOrDocument() throws IOException {
    var bundle = bundle();
    var link = (ObjectNode) bundle.at("/entry/1/resource/context/related/0");
    link.put("reference", link.path("reference").asText() + "/_history/1");
    var relation = ((ObjectNode) bundle.at("/entry/1/resource")).putArray("relatesTo").addObject();
    relation.put("code", "replaces");
    relation.putObject("target").put("reference", "DocumentReference/" + CHILD + "/_history/2026");

    assertTrue(read(bundle).addsDocuments());
    var addition = read(bundle).addition(STORED);
    assertEquals(REPORT, addition.referral());
    assertEquals(Optional.of(CHILD), addition.development().documents().get(0).replaces());
    var place = "Bundle.entry[1].resource.";
    assertEquals(
        Set.of(
            new Issue(
                place + "context.related[0].reference",
                Code.VALUE_NORMALISED,
                "ServiceRequest/<id>"),
            new Issue(
                place + "relatesTo[0].target.reference",
                Code.VALUE_NORMALISED,
                "DocumentReference/<id>")),
        Set.copyOf(addition.remarks()));
  }

  /** Beside the new one comes, in MHD, that the old one is superseded. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"fullUrl": "urn:uuid:5", "request": {"method": "PATCH", "url": "DocumentReference/%s"},
         "resource": {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [{"name": "path", "valueString": "DocumentReference.status"},
          {"name": "type", "valueCode": "replace"}, {"name": "value", "valueCode": "superseded"}]}]}}""",
        """
        {"fullUrl": "https://gateway.example/fhir/DocumentReference/%1$s",
         "request": {"method": "PUT", "url": "DocumentReference/%1$s"}, "resource": {"resourceType": "DocumentReference",
         "id": "%1$s", "status": "superseded", "content": [{"attachment": {"url": "Binary/%1$s"}}],
         "context": {"related": [{"reference": "ServiceRequest/0199a7c4-3b1e-7001-9d53-5f1f6d3a2b99"}]}}}"""
      })
  void oldOneMayComeAlongAsSuperseded(String update) throws IOException {
    var bundle = bundle();
    bundle.withArray("entry").add(Json.MAPPER.readTree(update.formatted(CHILD)));
    assertEquals(
        List.of(new Issue("Bundle.entry[4].request.method", Code.BUNDLE_METHOD)),
        refusal(bundle),
        "nothing replaces it");

    var relation = ((ObjectNode) bundle.at("/entry/1/resource")).putArray("relatesTo").addObject();
    relation.put("code", "replaces");
    relation.putObject("target").put("reference", "DocumentReference/" + CHILD);

    var addition = read(bundle).addition(STORED);
    assertEquals(REPORT, addition.referral());
    assertEquals(1, addition.development().documents().size());
    assertEquals(List.of(), addition.remarks());
    assertEquals(Optional.of("DocumentReference/" + CHILD), addition.entries().get(4).changed());
    assertEquals(Optional.empty(), addition.entries().get(1).changed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /request/method | "DELETE"
          /request/url | "DocumentReference/abc"
          /resource/parameter/0/part/0/valueString | "DocumentReference.subject"
          /resource/parameter/0/part/1/valueCode | "delete"
          /resource/parameter/0/part/2/valueCode | "current"
          /resource/parameter/0/name | "other"
          """)
  void nothingElseOfItIsChanged(String pointer, String json) throws IOException {
    var bundle = bundle();
    var relation = ((ObjectNode) bundle.at("/entry/1/resource")).putArray("relatesTo").addObject();
    relation.put("code", "replaces");
    relation.putObject("target").put("reference", "DocumentReference/" + CHILD);
    var entry =
        Json.MAPPER.readTree(
            """
            {"request": {"method": "PATCH", "url": "DocumentReference/%s"}, "resource": {"resourceType": "Parameters",
             "parameter": [{"name": "operation", "part": [{"name": "path", "valueString": "DocumentReference.status"},
              {"name": "type", "valueCode": "replace"}, {"name": "value", "valueCode": "superseded"}]}]}}"""
                .formatted(CHILD));
    var name = pointer.substring(pointer.lastIndexOf('/') + 1);
    ((ObjectNode) entry.at(pointer.substring(0, pointer.lastIndexOf('/'))))
        .set(name, Json.MAPPER.readTree(json));
    bundle.withArray("entry").add(entry);

    assertFalse(refusal(bundle).isEmpty());
  }

  /** As other servers take it, and whatever else is no FHIRPath Patch of the status. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"resourceType": "Binary", "contentType": "application/json-patch+json", "data": "W10="}""",
        """
        {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
          {"name": "path", "valueString": "DocumentReference.subject"}, {"name": "type", "valueCode": "delete"}]}]}"""
      })
  void patchThatIsNotUnderstoodIsToldOnce(String patch) throws IOException {
    var bundle = bundle();
    var relation = ((ObjectNode) bundle.at("/entry/1/resource")).putArray("relatesTo").addObject();
    relation.put("code", "replaces");
    relation.putObject("target").put("reference", "DocumentReference/" + CHILD);
    var entry = bundle.withArray("entry").addObject().put("fullUrl", "urn:uuid:" + SIBLING);
    entry.putObject("request").put("method", "PATCH").put("url", "DocumentReference/" + CHILD);
    entry.set("resource", Json.MAPPER.readTree(patch));

    assertEquals(
        List.of(new Issue("Bundle.entry[4].resource", Code.PATCH_NOT_UNDERSTOOD)), refusal(bundle));
  }

  /** It stays by the bytes, and is told. */
  @Test
  void anotherRelationHasNoPlace() throws IOException {
    var bundle = bundle();
    var relation = ((ObjectNode) bundle.at("/entry/1/resource")).putArray("relatesTo").addObject();
    relation.put("code", "appends");
    relation.putObject("target").put("reference", "DocumentReference/" + CHILD);

    var addition = read(bundle).addition(STORED);

    assertEquals(Optional.empty(), addition.development().documents().get(0).replaces());
    assertTrue(
        addition.remarks().stream()
            .anyMatch(
                remark ->
                    remark.code() == Code.ELEMENT_NOT_STORED
                        && remark.pointer().startsWith("Bundle.entry[1].resource.relatesTo")),
        addition.remarks()::toString);
  }

  /** Whether the sender says so by number, by our id, or not at all. */
  @ParameterizedTest
  @ValueSource(strings = {"by number", "by id", "of all"})
  void documentOfAnotherNumberIsRemarkedOn(String named) throws IOException {
    var bundle = holding(named, "71032209004");
    var addition = read(bundle).addition(STORED);
    assertEquals(
        List.of(
            new Issue(
                "Bundle.entry[2].resource.entry[1].resource", Code.DOCUMENT_OF_ANOTHER_NUMBER)),
        addition.remarks());
    assertEquals(List.of(), read(holding(named, NUMBER)).addition(STORED).remarks());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          by number | 15231500154 0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00
          by id     | 0199a7c4-3b1e-7002-9d53-5f1f6d3a2b00 0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00
          of all    | 0199a7c4-3b1e-7002-9d53-5f1f6d3a2b00 0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00
          """)
  void documentOfBothChildrenIsAboutBoth(String named, String children) throws IOException {
    var addition = read(holding(named, NUMBER, OTHER)).addition(STORED);
    assertEquals(children, String.join(" ", addition.development().documents().get(0).children()));
    assertEquals(
        named.equals("of all")
            ? List.of()
            : List.of(
                new Issue(
                    "Bundle.entry[1].resource.subject",
                    Code.VALUE_NORMALISED,
                    "Bundle.entry[2].resource")),
        addition.remarks());
  }

  /** By the address that we gave the sender, however it writes that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient/0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00",
        "https://gateway.example/fhir/Patient/0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00/_history/1",
        "Patient/0199A7C4-3B1E-7003-9D53-5F1F6D3A2B00",
        "urn:uuid:0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00"
      })
  void whatRefersToAnotherChildThatWeHaveIsAboutThatChildToo(String sibling) throws IOException {
    var both = List.of(CHILD.toString(), SIBLING.toString());
    var document = holding("by id", NUMBER);
    ((ObjectNode) document.at("/entry/2/resource/entry/0/resource"))
        .putObject("subject")
        .put("reference", sibling);
    assertEquals(both, read(document).addition(STORED).development().documents().get(0).children());

    var report = bundle();
    report
        .withArray("entry")
        .addObject()
        .put("fullUrl", "urn:oid:2.999.5")
        .set(
            "resource",
            Json.MAPPER.readTree(
                """
                {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Bloedbeeld"},
                 "basedOn": [{"reference": "ServiceRequest/%s"}], "subject": {"reference": "Patient/%s"},
                 "conclusion": "…", "extension": [{"url": "https://ehr.example/x", "valueReference": {"reference": "%s"}}]}"""
                    .formatted(REPORT, CHILD, sibling)));
    ((ObjectNode) report.at("/entry/4"))
        .putObject("request")
        .put("method", "POST")
        .put("url", "DiagnosticReport");
    var documents = read(report).addition(STORED).development().documents();
    assertEquals(both, documents.get(documents.size() - 1).children());
  }

  @Test
  void documentOfAChildAndSomebodyElseIsRefused() throws IOException {
    assertEquals(
        List.of(new Issue("Bundle.entry[2].resource.entry[3].resource", Code.SUBJECT_NOT_A_CHILD)),
        refusal(holding("by id", NUMBER, "71032209004")));
  }

  /** To a stranger, or a validator, a report that is there and one that is not are the same. */
  @Test
  void whereNothingIsKnownNothingIsSaid() throws IOException {
    for (var named : List.of("by id", "of all")) {
      var bundle = holding(named, NUMBER, "71032209004");
      assertEquals(List.of(), read(bundle).addition(any -> Map.of()).remarks());
    }
  }

  @Test
  void numberWithDashesIsUnderstoodAndRemarkedOn() throws IOException {
    var bundle = bundle();
    ((ObjectNode) bundle.at("/entry/3/resource/identifier/0")).put("value", "15.23.15-001.54");
    var addition = read(bundle).addition(STORED);
    assertEquals(List.of(NUMBER), addition.development().documents().get(0).children());
    assertEquals(
        List.of(new Issue("Bundle.entry[3].resource.identifier[0]", Code.VALUE_NORMALISED)),
        addition.remarks());
  }

  /** A FHIR document about patients of these numbers, in place of the Binary. */
  private static ObjectNode holding(String named, String... numbers) throws IOException {
    var bundle = bundle();
    var reference = (ObjectNode) bundle.at("/entry/1/resource");
    if (!named.equals("by number")) {
      bundle.withArray("entry").remove(3);
      reference.remove("subject");
    }
    if (named.equals("by id")) {
      reference.putObject("subject").put("reference", "Patient/" + CHILD);
    }
    var attachment = (ObjectNode) reference.at("/content/0/attachment");
    attachment.put("contentType", "application/fhir+json");
    var entry = (ObjectNode) bundle.at("/entry/2");
    ((ObjectNode) entry.path("request")).put("url", "Bundle");
    var document =
        entry.putObject("resource").put("resourceType", "Bundle").put("type", "document");
    for (var number : numbers) {
      var about = "urn:uuid:" + number;
      var said = document.withArray("entry").addObject().putObject("resource");
      said.put("resourceType", "Observation").putObject("subject").put("reference", about);
      var patient = document.withArray("entry").addObject().put("fullUrl", about);
      patient
          .putObject("resource")
          .put("resourceType", "Patient")
          .putArray("identifier")
          .addObject()
          .put("system", Systems.SSIN)
          .put("value", number);
    }
    return bundle;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ServiceRequest/1", "Encounter/1"})
  void documentsThatNameNoReportAreToldWhereItGoes(String related) throws IOException {
    var bundle = bundle();
    var context = ((ObjectNode) bundle.at("/entry/1/resource")).putObject("context");
    if (related.isEmpty()) {
      ((ObjectNode) bundle.at("/entry/1/resource")).remove("context");
    } else {
      context.putArray("related").addObject().put("reference", related);
    }
    var sent = read(bundle);
    assertFalse(sent.addsDocuments());
    assertEquals(
        List.of(new Issue("Bundle.entry[1].resource.context.related", Code.REPORT_NOT_NAMED)),
        assertThrows(SchakelProblem.class, sent::transaction).issues());
  }

  @Test
  void twoReportsAreTooMany() throws IOException {
    var bundle = bundle();
    bundle
        .withArray("/entry/1/resource/context/related")
        .addObject()
        .put("reference", "ServiceRequest/" + CHILD);

    assertEquals(
        List.of(
            new Issue(
                "Bundle.entry[1].resource.context.related[1].reference",
                Code.ONE_REFERRAL_PER_BUNDLE)),
        refusal(bundle));
  }

  @Test
  void childWithoutNumberAndResourceOfAnotherKindAreTold() throws IOException {
    var bundle = bundle();
    ((ObjectNode) bundle.at("/entry/3/resource")).remove("identifier");
    ((ObjectNode) bundle.at("/entry/3/resource")).put("active", true);
    var consent = bundle.withArray("entry").addObject();
    consent.putObject("request").put("method", "POST").put("url", "Consent");
    consent.putObject("resource").put("resourceType", "Consent").put("status", "active");

    var found =
        refusal(bundle).stream().map(issue -> issue.pointer() + " " + issue.code()).toList();
    assertTrue(found.contains("Bundle.entry[3].resource.identifier MISSING"), found::toString);
    assertTrue(
        found.contains("Bundle.entry[4].resource.resourceType RESOURCE_NOT_EXPECTED"),
        found::toString);
  }

  @Test
  void reportIsNoAddition() throws IOException {
    assertFalse(BundleToSubmission.read(Bundles.whole().bytes()).addsDocuments());
    var unlinked = bundle();
    ((ObjectNode) unlinked.at("/entry/1/resource")).remove("context");
    assertFalse(read(unlinked).addsDocuments());
  }

  @Test
  void submissionSetBesideReportIsUnderstood() throws IOException {
    var bundle = Bundles.minimal();
    bundle.and(
        "https://ehr.example/set",
        bundle()
            .at("/entry/0/resource")
            .toString()
            .replace("urn:oid:2.999.4", bundle.url("Patient")));
    assertEquals(List.of(), bundle.map().remarks());
  }

  @Test
  void conditionalCreateByTheSendersReferenceIsWhatHappensAnyway() throws IOException {
    var condition = "https://proef.example/ref|1";
    var identifier = "[{\"system\": \"https://proef.example/ref\", \"value\": \"1\"}]";
    for (var form :
        List.of(
            "identifier=" + condition,
            "ServiceRequest?identifier=https%3A%2F%2Fproef.example%2Fref%7C1")) {
      var bundle = Bundles.minimal().with("ServiceRequest", "/identifier", identifier);
      bundle.with("/entry/0/request/ifNoneExist", '"' + form + '"');
      assertEquals(List.of(), bundle.map().remarks());
    }
    var other = Bundles.minimal().with("ServiceRequest", "/identifier", identifier);
    other.with("/entry/0/request/ifNoneExist", "\"status=active\"");
    assertEquals(
        List.of(
            new Issue(
                "Bundle.entry[0].request.ifNoneExist",
                Code.INVALID_VALUE,
                "identifier=<ServiceRequest.identifier.system>|<ServiceRequest.identifier.value>")),
        other.refusal());
  }

  private static ObjectNode bundle() throws IOException {
    return (ObjectNode) Json.MAPPER.readTree(BUNDLE);
  }

  private static BundleToSubmission read(ObjectNode bundle) {
    return BundleToSubmission.read(bundle.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Issue> refusal(ObjectNode bundle) {
    return assertThrows(SchakelProblem.class, () -> read(bundle).addition(STORED)).issues();
  }
}
