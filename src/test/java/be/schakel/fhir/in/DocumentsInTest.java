package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.RoundTripTest;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document goes in as its very bytes, whichever way it comes. */
class DocumentsInTest {

  /** Written as no serializer would, so that a copy of it cannot pass for the original. */
  private static final String DOCUMENT =
      """
      {  "type":"document" ,"resourceType" : "Bundle",
      \t"entry":[ {"resource":{"resourceType":"Composition","title":"Verslag \\u00e9\\u20ac \uD83D\uDE00 {[}\\"",
         "unknown-to-R4": 1.50}}] }""";

  @Test
  void dataIsKept() {
    var document = only(Bundles.whole().map());
    assertEquals(RoundTrip.document().data(), document.data());
  }

  @Test
  void aBinaryIsKeptWithItsType() {
    var bundle = Bundles.whole();
    bundle.and(
        "urn:uuid:file",
        "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"aGFsbG8=\"}");
    bundle.with("DocumentReference", "/content/0/attachment", "{\"url\":\"urn:uuid:file\"}");
    var document = only(bundle.map());
    assertEquals(Optional.of("aGFsbG8="), document.data());
    assertEquals(Optional.of("text/plain"), document.contentType());
  }

  @Test
  void brokenLinesOfBase64AreJoined() {
    var bundle =
        Bundles.whole()
            .with("DocumentReference", "/content/0/attachment/data", "\"aGFs\\r\\nbG8=\\n\"");
    var transaction = bundle.map();
    assertEquals(Optional.of("aGFsbG8="), only(transaction).data());
    assertTrue(
        transaction
            .remarks()
            .contains(
                new Issue(
                    bundle.path("DocumentReference") + ".content[0].attachment.data",
                    Code.VALUE_NORMALISED,
                    "base64")));
  }

  @Test
  void sizeAndDigestAreHeldAgainstTheBytes() {
    var bundle =
        Bundles.whole()
            .with(
                "DocumentReference",
                "/content/0/attachment",
                "{\"data\":\"aGFsbG8=\",\"size\":5,\"hash\":\"/fLoFFqpZiB0c2dmK1ohhkDDAZ8=\"}");
    var issues = bundle.refusal();
    assertEquals(
        List.of(
            new Issue(
                bundle.path("DocumentReference") + ".content[0].attachment.hash",
                Code.DIGEST_MISMATCH)),
        issues);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF"})
  void aFhirDocumentIsTheExactPartOfTheRequest(String before) {
    var bundle = Bundles.whole();
    bundle.and("urn:uuid:report", "{\"resourceType\":\"Bundle\",\"type\":\"document\"}");
    bundle.with("DocumentReference", "/content/0/attachment", "{\"url\":\"urn:uuid:report\"}");
    var request =
        before
            + bundle
                .tree()
                .toPrettyString()
                .replaceFirst(
                    "\\{\\s*\"resourceType\" : \"Bundle\",\\s*\"type\" : \"document\"\\s*}",
                    java.util.regex.Matcher.quoteReplacement(DOCUMENT));
    var document = only(BundleToSubmission.map(request.getBytes(StandardCharsets.UTF_8)));
    assertArrayEquals(
        DOCUMENT.getBytes(StandardCharsets.UTF_8),
        Base64.getDecoder().decode(document.data().orElseThrow()));
    assertEquals(Optional.of("application/fhir+json"), document.contentType());
  }

  private static final String OLDER = "20022900177";
  private static final String YOUNGER = "15031500309";

  private static final String OF_TWO =
      """
      {"resourceType":"Bundle","type":"document","entry":[
       {"fullUrl":"urn:uuid:c","resource":{"resourceType":"Composition","subject":{"reference":"urn:uuid:a"}}},
       {"fullUrl":"urn:uuid:o","resource":{"resourceType":"Observation","subject":{"reference":"Patient/b"}}},
       {"fullUrl":"urn:uuid:a","resource":{"resourceType":"Patient","identifier":[
         {"system":"https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin","value":"%s"}]}},
       {"fullUrl":"urn:uuid:b","resource":{"resourceType":"Patient","id":"b","identifier":[
         {"system":"https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin","value":"%s"}]}}]}""";

  @Test
  void aDocumentOfTwoChildrenIsAboutThoseTwo() {
    var bundle = holding(OF_TWO, OLDER, YOUNGER);
    var documents = bundle.map().submission().documents();
    var document = documents.get(documents.size() - 1);
    assertEquals(List.of("c1", "c2"), document.children().stream().sorted().toList());
  }

  @Test
  void aDocumentOfAChildAndSomebodyElseIsRefused() {
    var bundle = holding(OF_TWO, OLDER, "71032209004");
    assertEquals(
        List.of(new Issue(bundle.path("Bundle") + ".entry[3].resource", Code.SUBJECT_NOT_A_CHILD)),
        bundle.refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'subject':{'reference':'#p'},'contained':[{'resourceType':'Patient','id':'p','identifier':[NUMBER]}]",
        "'subject':{'identifier':NUMBER}",
        "'subject':{'reference':'Patient/b/_history/1'}",
        "'subject':{'reference':'Group/g'}",
        "'beneficiary':{'reference':'Patient/b'}",
        "'contained':[{'resourceType':'Observation','subject':{'reference':'Patient/b'}}]",
        "'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Observation','subject':{'reference':'Patient/b'}}}]",
        "'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Observation','subject':{'reference':'Patient/n'}}},{'resource':{'resourceType':'Patient','id':'n','identifier':[NUMBER]}}]"
      })
  void somebodyElseIsFoundWhereverADocumentHoldsHim(String how) {
    var bundle =
        holding(
            OF_TWO
                .replace("\"subject\":{\"reference\":\"Patient/b\"}", how.replace('\'', '"'))
                .replace(
                    "\"entry\":[",
                    "\"entry\":[{\"resource\":{\"resourceType\":\"Group\",\"id\":\"g\",\"member\":[{\"entity\":{\"reference\":\"Patient/b\"}}]}},")
                .replace(
                    "NUMBER",
                    "{\"system\":\"https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin\",\"value\":\"71032209004\"}"),
            OLDER,
            "71032209004");
    assertEquals(
        List.of(Code.SUBJECT_NOT_A_CHILD), bundle.refusal().stream().map(Issue::code).toList());
  }

  @Test
  void narrativeThatTakesTheValidatorLongIsNotValidated() {
    var patient =
        "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"" + "x".repeat(70_000) + "\"}}";
    var refused =
        assertThrows(
            SchakelProblem.class,
            () ->
                Validated.read(
                    patient.getBytes(StandardCharsets.UTF_8),
                    PartnerKind.HOSPITAL,
                    "Patient",
                    Optional.empty(),
                    () -> {}));
    assertEquals(List.of(new Issue("text.div", Code.TOO_LONG, "65536")), refused.issues());
  }

  /** Each person, group and address once: the product of the three took half a minute. */
  @Test
  void manyReferencesToAGroupOfManyAmongManyAreSoonFollowed() {
    var subjects = "{\"reference\":\"Group/g\"},".repeat(400);
    var members = "{\"entity\":{\"reference\":\"Patient/x\"}},".repeat(400);
    var bundle =
        holding(
            OF_TWO
                .replace(
                    "\"subject\":{\"reference\":\"urn:uuid:a\"}",
                    "\"subject\":[" + subjects + "{\"reference\":\"urn:uuid:a\"}]")
                .replace(
                    "\"entry\":[",
                    "\"entry\":[{\"resource\":{\"resourceType\":\"Group\",\"id\":\"g\",\"member\":["
                        + members
                        + "{}]}},"
                        + "{},".repeat(5000)),
            OLDER,
            YOUNGER);
    var documents =
        assertTimeout(Duration.ofSeconds(10), () -> bundle.map().submission().documents());
    assertEquals(Set.of("c1", "c2"), Set.copyOf(documents.get(documents.size() - 1).children()));
  }

  @Test
  void aDocumentOfTwoChildrenThatIsSentAsOfOneIsAboutBoth() {
    var bundle = holding(OF_TWO, OLDER, YOUNGER);
    var references = bundle.tree().findValuesAsText("resourceType");
    bundle
        .resource("DocumentReference", Collections.frequency(references, "DocumentReference") - 1)
        .putObject("subject")
        .put("reference", patient(bundle, 1));
    var transaction = bundle.map();
    var documents = transaction.submission().documents();
    assertEquals(List.of("c2", "c1"), documents.get(documents.size() - 1).children());
    assertTrue(
        transaction.remarks().stream()
            .anyMatch(
                remark ->
                    remark.code() == Code.VALUE_NORMALISED
                        && remark.pointer().endsWith(".resource.subject")),
        transaction.remarks()::toString);
  }

  /** A letter that is attached inside the document leaves with it. */
  @Test
  void aDocumentIsAboutWhoseNumberStandsInWhatIsAttachedInside() {
    var letter =
        Base64.getEncoder().encodeToString(("Zus " + YOUNGER).getBytes(StandardCharsets.UTF_8));
    var bundle = holding(OF_TWO, OLDER, YOUNGER);
    bundle.with(
        "Bundle",
        "/entry/1/resource",
        "{'resourceType':'Binary','data':'%s'}".formatted(letter).replace('\'', '"'));
    var documents = bundle.map().submission().documents();
    assertEquals(Set.of("c1", "c2"), Set.copyOf(documents.get(documents.size() - 1).children()));
  }

  @Test
  void onePatientWithAnotherNumberIsRemarkedOn() {
    var bundle = holding(OF_TWO, "71032209004", "71032209004");
    bundle.with("Bundle", "/entry/1/resource/subject", "{\"reference\":\"urn:uuid:a\"}");
    assertTrue(
        bundle
            .map()
            .remarks()
            .contains(
                new Issue(
                    bundle.path("Bundle") + ".entry[2].resource",
                    Code.DOCUMENT_OF_ANOTHER_NUMBER)));
  }

  private static String patient(Bundles bundle, int child) {
    return resource(bundle, child).path("fullUrl").asText();
  }

  /** The entry of a child. */
  private static JsonNode resource(Bundles bundle, int child) {
    return StreamSupport.stream(bundle.tree().path("entry").spliterator(), false)
        .filter(entry -> entry.at("/resource/resourceType").asText().equals("Patient"))
        .skip(child)
        .findFirst()
        .orElseThrow();
  }

  private static void numbered(ObjectNode patient, String number) {
    patient
        .putArray("identifier")
        .addObject()
        .put("system", "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin")
        .put("value", number);
  }

  /** The siblings, and this document. */
  private static Bundles holding(String document, String first, String second) {
    var bundle = Bundles.siblings();
    numbered(bundle.resource("Patient", 0), OLDER);
    numbered(bundle.resource("Patient", 1), YOUNGER);
    bundle.and("urn:uuid:report", document.formatted(first, second));
    bundle.and(
        "urn:uuid:reference",
        """
        {"resourceType":"DocumentReference","status":"current",
         "content":[{"attachment":{"url":"urn:uuid:report"}}]}""");
    return bundle;
  }

  @Test
  void aBundleThatIsNoDocumentIsNotExpected() {
    var bundle = Bundles.whole();
    bundle.and("urn:uuid:report", "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}");
    assertEquals(
        List.of(Code.RESOURCE_NOT_EXPECTED), bundle.refusal().stream().map(Issue::code).toList());
  }

  @Test
  void anUploadIsNamedByItsId() {
    var id = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10");
    for (var url : List.of("Binary/" + id, "https://gateway.example/fhir/Binary/" + id)) {
      var bundle = Bundles.whole();
      bundle.with("DocumentReference", "/content/0/attachment", "{\"url\":\"" + url + "\"}");
      assertEquals(Optional.of(id), only(bundle.map()).upload());
    }
  }

  @ParameterizedTest
  @CsvSource({"JVBERi0xLjQK, application/pdf", "aGFsbG8=, application/octet-stream"})
  void whatHasNoTypeIsSaidToBeWhatItIsKeptAs(String data, String kept) {
    var bundle = Bundles.whole();
    bundle.with("DocumentReference", "/content/0/attachment", "{\"data\":\"" + data + "\"}");
    var type = bundle.path("DocumentReference") + ".content[0].attachment.contentType";
    assertEquals(List.of(new Issue(type, Code.VALUE_NORMALISED, kept)), bundle.map().remarks());
  }

  @ParameterizedTest
  @CsvSource({"'', application/pdf", "'\"contentType\":\"application/x-pdf\",', application/x-pdf"})
  void binaryThatHasNoTypeIsSaidToBeWhatItIsKeptAs(String named, String kept) {
    var bundle = Bundles.whole();
    bundle.and("urn:uuid:file", "{\"resourceType\":\"Binary\",\"data\":\"JVBERi0xLjQK\"}");
    bundle.with(
        "DocumentReference", "/content/0/attachment", "{" + named + "\"url\":\"urn:uuid:file\"}");
    var told =
        bundle.map().remarks().stream()
            .filter(remark -> remark.pointer().equals(bundle.path("Binary") + ".contentType"))
            .toList();
    assertEquals(
        List.of(new Issue(bundle.path("Binary") + ".contentType", Code.VALUE_NORMALISED, kept)),
        told);
  }

  /** That it has no bytes then, follows from it. */
  @ParameterizedTest
  @CsvSource({
    "https://pacs.hospital.example/wado/1, DOCUMENT_ELSEWHERE",
    "HTTP://ehr.example/fhir/Binary/77, DOCUMENT_ELSEWHERE",
    "urn:uuid:6069963e-1bb3-4c46-8913-14c68e448249, REFERENCE_UNRESOLVED"
  })
  void addressThatLeadsNowhereIsToldOnce(String url, String code) {
    var bundle = Bundles.whole();
    bundle.with("DocumentReference", "/content/0/attachment", "{\"url\":\"" + url + "\"}");
    assertEquals(
        List.of(bundle.path("DocumentReference") + ".content[0].attachment.url " + code),
        bundle.refusal().stream().map(issue -> issue.pointer() + " " + issue.code()).toList());
  }

  @Test
  void uploadMayBeNamedByAVersionOfIt() {
    var id = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10");
    var bundle = Bundles.whole();
    var url = "{\"url\":\"Binary/" + id + "/_history/1\"}";
    var transaction = bundle.with("DocumentReference", "/content/0/attachment", url).map();
    assertEquals(Optional.of(id), only(transaction).upload());
    assertEquals(
        List.of(Code.VALUE_NORMALISED), transaction.remarks().stream().map(Issue::code).toList());
  }

  @Test
  void everyContentIsADocument() {
    var bundle =
        Bundles.whole()
            .with(
                "DocumentReference",
                "/content/1",
                "{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\"aGFsbG8=\"}}");
    var documents = bundle.map().submission().documents();
    assertEquals(2, documents.size());
    assertEquals(documents.get(0).category(), documents.get(1).category());
  }

  @Test
  void withoutSubjectItIsAboutAllChildren() {
    var bundle = Bundles.whole().without("DocumentReference", "subject");
    assertEquals(List.of(), only(bundle.map()).children());
  }

  private static Submission.Document only(Transaction transaction) {
    assertEquals(1, transaction.submission().documents().size());
    return transaction.submission().documents().get(0);
  }

  /** The example, read for its document. */
  private static final class RoundTrip {

    static Submission.Document document() {
      try {
        return RoundTripTest.example("submission").documents().get(0);
      } catch (java.io.IOException broken) {
        throw new java.io.UncheckedIOException(broken);
      }
    }
  }
}
