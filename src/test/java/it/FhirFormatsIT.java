package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.in.Deviations;
import be.schakel.fhir.in.Mutants;
import be.schakel.fhir.in.SubmissionToBundle;
import ca.uhn.fhir.context.FhirContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** JSON and XML, asked for in each of the ways that FHIR has for it. */
@AgainstTheGateway
class FhirFormatsIT {

  private static final FhirContext R4 = FhirContext.forR4Cached();
  private static final String JSON = "application/fhir+json";
  private static final String XML = "application/fhir+xml";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                             |            | application/fhir+json
          application/json                                |            | application/fhir+json
          text/json                                       |            | application/fhir+json
          application/fhir+json; fhirVersion=4.0          |            | application/fhir+json
          application/xml                                 |            | application/fhir+xml
          text/html, application/fhir+xml                 |            | application/fhir+xml
          application/fhir+xml;q=0.5, application/fhir+json;q=0.6 |    | application/fhir+json
          application/fhir+json                           | xml        | application/fhir+xml
          application/fhir+xml                            | application/fhir+json | application/fhir+json
          text/html                                       | text/xml   | application/fhir+xml
          """)
  void formIsTheOneThatIsAskedFor(String accept, String format, String given) {
    var sent = Sent.byHospital(Report.ofOneChild());
    var query = format == null ? "" : "?_format=" + format;
    var answer = hospital().with("Accept", accept).get("/fhir/Task/" + sent.id() + query);

    assertEquals(given, answer.expect(200).contentType());
    assertEquals(sent.id(), parsed(answer).getIdElement().getIdPart());
  }

  @Test
  void nextPageComesInTheFormOfTheFirst() {
    Sent.byHospital(Report.ofOneChild());
    Sent.byHospital(Report.ofOneChild());
    var first = (Bundle) parsed(hospital().get("/fhir/Task?_count=1&_format=xml").expect(200));
    var next = first.getLink("next").getUrl().replaceFirst("^.*/fhir/", "/fhir/");

    var second = hospital().get(next).expect(200);
    assertEquals(XML, second.contentType());
    assertEquals(1, ((Bundle) parsed(second)).getEntry().size());
  }

  @Test
  void aPartOfEachResourceIsLeftAlsoOnTheNextPage() {
    Sent.byHospital(Report.ofOneChild());
    Sent.byHospital(Report.ofOneChild());
    var page = hospital().get("/fhir/ServiceRequest?_count=1&_elements=priority").expect(200);
    var next = hospital().get(page.at("/link/1/url").replaceFirst("^https://[^/]+", ""));
    for (var answer : List.of(page, next.expect(200))) {
      var request = answer.json().at("/entry/0/resource");
      assertTrue(request.has("priority") && request.has("id"), request.toString());
      assertFalse(request.has("authoredOn"), request.toString());
      assertEquals("SUBSETTED", request.at("/meta/tag/0/code").asText());
      assertEquals(1, request.at("/meta/tag").size(), request.toString());
      assertEquals("R", answer.at("/meta/security/0/code"));
    }
    var read = "/fhir/ServiceRequest/" + page.at("/entry/0/resource/id");
    assertFalse(hospital().get(read + "?_summary=true").expect(200).json().has("note"));
    assertTrue(hospital().get(read).expect(200).json().has("note"));
    hospital().get("/fhir/ServiceRequest?_summary=count").expect(400);
    var unknown = hospital().get("/fhir/ServiceRequest?_elements=status,colour").expect(400);
    assertTrue(unknown.text().contains("authoredOn,basedOn"), unknown::text);
    hospital().get(read + "/$document?_summary=true").expect(400);
  }

  @Test
  void theChildrenStandBesideTheReportForWhoMaySeeThem() {
    var sent = Sent.byHospital(Report.ofSiblings("older", "younger"));
    var found = "/fhir/ServiceRequest?_id=" + sent.id() + "&_include=ServiceRequest:subject";
    var page = hospital().get(found).expect(200);
    assertEquals("match", page.at("/entry/0/search/mode"));
    assertEquals("Group", page.at("/entry/1/resource/resourceType"));
    assertEquals("include", page.at("/entry/2/search/mode"));
    assertEquals(sent.child(1), page.at("/entry/3/resource/id"));
    assertTrue(page.json().at("/entry/3/resource").has("name"), page.text());
    hospital().get("/fhir/ServiceRequest?_include=ServiceRequest:encounter").expect(400);
    hospital().get("/fhir/Task?_include=Task:focus").expect(400);
  }

  @Test
  void whatIsWrongInXmlIsToldInXmlWithItsPlace() {
    var xml = xml(Report.ofOneChild()).replace("<intent value=\"order\"", "<intent value=\"x\"");
    var answer = submitter().with("Accept", XML).post("/fhir", xml, XML).expect(422);

    assertEquals(XML, answer.contentType());
    var issue = ((OperationOutcome) parsed(answer)).getIssueFirstRep();
    assertEquals("UNKNOWN_CODE", issue.getDetails().getCodingFirstRep().getCode());
    assertTrue(
        issue
            .getExpression()
            .get(0)
            .getValue()
            .matches("Bundle\\.entry\\[\\d+]\\.resource\\.intent"));
  }

  @ParameterizedTest
  @CsvSource({"application/fhir+xml", "application/xml", "text/xml"})
  void noEntityIsReadFromAnywhere(String type) {
    var bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE Bundle [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + xml(Report.ofOneChild())
                .replaceFirst("<text value=\"[^\"]*\"", "<text value=\"&x;\"");
    var answer = submitter().post("/fhir", bomb, type).expect(400);

    assertEquals("DOCTYPE_NOT_TAKEN", answer.at("/issue/0/details/coding/0/code"));
    assertTrue(answer.text().contains("DOCTYPE"), answer::text);
  }

  @Test
  void xmlTooLargeIsRefusedAsJsonIs() {
    var large =
        "<Bundle xmlns=\"http://hl7.org/fhir\">" + " ".repeat(10 * 1024 * 1024) + "</Bundle>";
    var answer = submitter().post("/fhir", large, XML).expect(413);
    assertEquals("BODY_TOO_LARGE", answer.at("/issue/0/details/coding/0/code"));
  }

  @Test
  void prettyIsForPeople() {
    var pretty = hospital().get("/fhir/metadata?_pretty=true&_format=xml").expect(200);
    assertTrue(pretty.text().contains("\n   <"), pretty.text().substring(0, 200));
    var answer = hospital().get("/fhir/metadata?_pretty=yes").expect(400);
    assertEquals("INVALID_PARAMETER", answer.at("/issue/0/details/coding/0/code"));
    assertFalse(hospital().get("/fhir/metadata").expect(200).text().contains("\n"));
  }

  @Test
  void documentInResourceOfXml() {
    var bytes = new byte[] {1, 2, 3};
    var sent = Sent.byHospital(Report.ofOneChild().document("MEDICAL", "image/png", bytes));
    var place = "/fhir/Binary/" + sent.documentPath(0).replaceFirst("^.*/", "");
    var wrapped = hospital().with("Accept", XML).get(place).expect(200);

    assertEquals(XML, wrapped.contentType());
    var binary = (Binary) parsed(wrapped);
    assertEquals(Map.of("image/png", 3), Map.of(binary.getContentType(), binary.getData().length));
    assertEquals(JSON, hospital().get(place + "?_format=json").expect(200).contentType());
    assertEquals("image/png", hospital().get(place).expect(200).contentType());
  }

  @Test
  void documentInsideXmlComesBackAsItsBytes() {
    var document =
        """
        <Bundle  xmlns="http://hl7.org/fhir"><!-- as it was signed --><type value='document'/>
          <entry><fullUrl value="urn:uuid:00000000-0000-4000-8000-00000000000c"/><resource><Composition><status value="final"/>
          <type><text value="Verslag"/></type><date value="2026-11-21"/><author><display value="Dr. Proef"/></author>
          <title value="Verslag &#233;&amp;"/></Composition></resource></entry></Bundle>""";
    var whole = xml(Report.ofOneChild());
    var entry =
        """
        <entry><fullUrl value="urn:uuid:00000000-0000-4000-8000-00000000000%s"/><resource>%s</resource>
          <request><method value="POST"/><url value="%s"/></request></entry>""";
    var reference =
        """
        <DocumentReference><status value="current"/><content><attachment>
          <url value="urn:uuid:00000000-0000-4000-8000-00000000000a"/></attachment></content></DocumentReference>""";
    var sent =
        whole.replace(
            "</Bundle>",
            entry.formatted("a", document, "Bundle")
                + entry.formatted("b", reference, "DocumentReference")
                + "</Bundle>");

    var answer = submitter().with("Accept", JSON).post("/fhir", sent, XML).expect(200);

    var stored = located(answer, "DocumentReference");
    var attachment =
        hospital().get("/fhir/" + stored).expect(200).json().at("/content/0/attachment");
    var read = hospital().get("/fhir/" + attachment.path("url").asText()).expect(200);
    assertEquals(XML, read.contentType());
    assertEquals(document, read.text());
    assertEquals("Bundle", parsed(read).fhirType());
  }

  /**
   * One after the other, in one form and the other: the answer says so, the Provenance proves it.
   */
  @Test
  void whatIsReadOtherwiseThanWrittenIsToldAndProved() {
    var inJson = true;
    for (var deviation : Deviations.all()) {
      var mutant = Mutants.inBothFormats(deviation, "formats").toList().get(inJson ? 0 : 1);
      if (!deviation.isRefused()) {
        toldAndProved(deviation, mutant);
      }
      inJson = !inJson;
    }
  }

  private static void toldAndProved(Deviations.Deviation deviation, Mutants.Mutant mutant) {
    var answer =
        submitter()
            .with("Accept", JSON)
            .post("/fhir", mutant.body(), mutant.contentType())
            .expect(200);
    var request = hospital().get("/fhir/" + located(answer, "ServiceRequest")).expect(200);
    var provenance =
        hospital().get("/fhir/" + request.at("/relevantHistory/0/reference")).expect(200);
    assertEquals(
        digest(mutant.body()), provenance.at("/entity/0/what/identifier/value"), mutant.toString());
    deviation
        .code()
        .map(code -> code + " " + deviation.place())
        .ifPresent(
            told -> {
              assertTrue(remarks(answer).contains(told), () -> mutant + answer.text());
              assertTrue(changes(provenance).contains(told), () -> mutant + provenance.text());
            });
  }

  private static List<String> changes(Answer provenance) {
    return Answer.stream(provenance.json().path("extension"))
        .map(
            change ->
                change.at("/extension/0/valueCode").asText()
                    + " "
                    + change.at("/extension/1/valueString").asText())
        .toList();
  }

  private static List<String> remarks(Answer answer) {
    return Answer.stream(answer.json().path("entry"))
        .flatMap(entry -> Answer.stream(entry.at("/response/outcome/issue")))
        .map(
            issue ->
                issue.at("/details/coding/0/code").asText()
                    + " "
                    + issue.at("/expression/0").asText())
        .toList();
  }

  /** RFC 6920, section 3. */
  private static String digest(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "ni:///sha-256;" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new AssertionError(everyPlatformHasIt);
    }
  }

  private static String located(Answer answer, String type) {
    return Answer.stream(answer.json().path("entry"))
        .map(entry -> entry.at("/response/location").asText())
        .filter(location -> location.startsWith(type + "/"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + answer.text()));
  }

  private static String xml(Report report) {
    return R4.newXmlParser()
        .encodeResourceToString(
            R4.newJsonParser().parseResource(SubmissionToBundle.of(report.json()).toString()));
  }

  private static IBaseResource parsed(Answer answer) {
    var parser = answer.contentType().equals(XML) ? R4.newXmlParser() : R4.newJsonParser();
    return parser.parseResource(answer.text());
  }

  private static Requests hospital() {
    return Sent.hospital();
  }

  private static Requests submitter() {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT");
  }
}
