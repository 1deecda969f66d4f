package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.RoundTripTest;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.Submission;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                    Code.VALUE_NORMALISED)));
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
