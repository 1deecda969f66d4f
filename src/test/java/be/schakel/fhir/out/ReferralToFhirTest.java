package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.RoundTripTest;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.in.BundleToSubmission;
import be.schakel.fhir.in.Structure;
import be.schakel.fhir.in.Transaction;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.ReferralView;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A released report as FHIR resources. */
class ReferralToFhirTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"submission", "submission-minimal", "submission-siblings", "submission-phone"})
  void whatComesOutWouldGoInAgainAsTheSameReport(String example) throws IOException {
    var submission = plain(RoundTripTest.example(example));
    var transaction = map(transaction(Views.of(submission)));
    assertEquals(
        Json.MAPPER.valueToTree(submission),
        without(Json.MAPPER.valueToTree(transaction.submission())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"submission", "submission-minimal", "submission-siblings", "submission-phone"})
  void everyResourceIsSoundFhir(String example) throws IOException {
    for (var resource : all(Views.of(RoundTripTest.example(example)))) {
      var json = R4.json().encodeResourceToString(resource);
      R4.json().setParserErrorHandler(new StrictErrorHandler()).parseResource(json);
      var issues = new ArrayList<Issue>();
      Structure.check(Json.MAPPER.readTree(json), resource.fhirType(), issues::add);
      assertEquals(List.of(), issues);
    }
  }

  @Test
  void whatIsWithheldIsNotThere() throws IOException {
    for (var resource : all(Views.NOTHING)) {
      var json = (ObjectNode) Json.MAPPER.readTree(R4.json().encodeResourceToString(resource));
      json.remove(List.of("resourceType", "status", "_status", "intent", "code", "type", "actual"));
      assertTrue(json.isEmpty(), () -> resource.fhirType() + " " + json);
    }
  }

  @Test
  void statusThatR4AsksForAndThatMayNotLeaveIsMasked() throws IOException {
    var task = json(StatusToFhir.task(Views.NOTHING, Language.NL));
    assertFalse(task.has("status"));
    assertEquals("masked", task.at("/_status/extension/0/valueCode").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "ROUTING_REQUIRED, , requested, active",
    "RECEIVED, , requested, active",
    "TAKEN_UP, , in-progress, active",
    "TRANSFERRED, , received, active",
    "ADVICE_GIVEN, , completed, active",
    "CLOSED, , completed, completed",
    "RETRACTED, WITHDRAWN, cancelled, revoked",
    "RETRACTED, WRONG_CHILD, cancelled, entered-in-error",
    "RETRACTED, ENTERED_IN_ERROR, cancelled, entered-in-error"
  })
  void statusIsToldByTaskAndRequest(
      ReferralStatus status, RetractionReason reason, String task, String request)
      throws IOException {
    var view =
        Views.of(RoundTripTest.example("submission-minimal"), status, Optional.ofNullable(reason));
    var told = json(StatusToFhir.task(view, Language.NL));
    assertEquals(task, told.path("status").asText());
    assertEquals(status.name(), told.at("/businessStatus/coding/0/code").asText());
    assertEquals(request, json(ReferralToFhir.request(view, Language.NL)).path("status").asText());
  }

  @Test
  void theTaskNamesTheCentreAndItsTelephone() throws IOException {
    var task = json(StatusToFhir.task(Views.of(RoundTripTest.example("submission")), Language.NL));
    assertEquals("#vk", task.at("/owner/reference").asText());
    assertEquals("vk-antwerpen", task.at("/contained/0/identifier/0/value").asText());
    assertEquals("+32 3 000 00 01", task.at("/contained/0/telecom/0/value").asText());
    assertEquals("ServiceRequest/" + Views.REFERRAL, task.at("/focus/reference").asText());
  }

  @Test
  void whatTheCentreAnsweredIsTheOutputOfTheTask() throws IOException {
    var task = json(StatusToFhir.task(Views.of(RoundTripTest.example("submission")), Language.NL));
    assertEquals("Blijf in gesprek met de moeder.", task.at("/output/0/valueString").asText());
    assertEquals("ADVICE", task.at("/output/0/type/coding/0/code").asText());
    assertEquals(
        "DocumentReference/" + Views.id("document", 9),
        task.at("/output/1/valueReference/reference").asText());
  }

  @Test
  void siblingsAreAGroupAndAMotherOfTwoIsOneOfEach() throws IOException {
    var view = Views.of(RoundTripTest.example("submission-siblings"));
    var request = json(ReferralToFhir.request(view, Language.NL));
    assertEquals("Group/" + Views.REFERRAL, request.at("/subject/reference").asText());
    assertEquals(2, json(ReferralToFhir.group(view)).path("member").size());
    var others = request.path("supportingInfo").findValuesAsText("reference");
    for (var number : List.of(1, 2)) {
      assertTrue(
          others.contains("RelatedPerson/" + FhirIds.person(Views.id("child", number), "mother")));
    }
  }

  @Test
  void aDevelopmentIsANoteWithItsTime() throws IOException {
    var request =
        json(ReferralToFhir.request(Views.of(RoundTripTest.example("submission")), Language.NL));
    assertFalse(request.at("/note/0").has("time"));
    assertEquals("Zij kwam opnieuw.", request.at("/note/1/text").asText());
    assertEquals("2026-11-21T10:00:00.123+01:00", request.at("/note/1/time").asText());
  }

  @Test
  void aPersonWithoutKeyStandsInsideTheRequest() throws IOException {
    var submission = RoundTripTest.example("submission");
    var person = submission.persons().get(0);
    var nameless =
        new Submission.Person(
            Optional.empty(),
            person.role(),
            person.familyName(),
            person.givenNames(),
            person.authority(),
            List.of(),
            person.language(),
            person.interpreter(),
            person.informed());
    var view = Views.of(with(submission, List.of(nameless)));
    var contained = json(ReferralToFhir.request(view, Language.NL)).path("contained");
    assertTrue(contained.findValuesAsText("resourceType").contains("RelatedPerson"));
  }

  @Test
  void displaysFollowTheLanguageOfTheReader() throws IOException {
    var view = Views.of(RoundTripTest.example("submission"));
    assertEquals(
        List.of("Advies", "Avis", "Advice"),
        List.of(Language.NL, Language.FR, Language.EN).stream()
            .map(
                language ->
                    json(ReferralToFhir.request(view, language))
                        .at("/category/0/coding/0/display")
                        .asText())
            .toList());
  }

  private static Transaction map(byte[] body) {
    try {
      return BundleToSubmission.map(body);
    } catch (SchakelProblem problem) {
      throw new AssertionError(problem.issues().toString(), problem);
    }
  }

  /** Everything that a view can become. */
  private static List<Resource> all(ReferralView view) {
    var all = new ArrayList<Resource>();
    all.add(ReferralToFhir.request(view, Language.NL));
    all.add(StatusToFhir.task(view, Language.NL));
    all.add(ReferralToFhir.group(view));
    view.children().forEach(child -> all.add(ChildToFhir.patient(child)));
    for (var person : view.persons()) {
      person.childIds().forEach(id -> all.add(PersonToFhir.map(person, id, Language.NL)));
    }
    view.consents()
        .forEach(consent -> all.add(ConsentToFhir.map(Views.record(consent), Language.NL)));
    view.documents()
        .forEach(document -> all.add(DocumentToFhir.map(document, view.id(), Language.NL)));
    return all;
  }

  /** Everything but the Task, sent back as a new transaction. */
  private static byte[] transaction(ReferralView view) throws IOException {
    var bundle = Json.MAPPER.createObjectNode();
    bundle.put("resourceType", "Bundle").put("type", "transaction");
    for (var resource : all(view)) {
      var type = resource.fhirType();
      if (type.equals("Task") || type.equals("Group") && view.children().size() == 1) {
        continue;
      }
      var entry = bundle.withArray("entry").addObject();
      entry.put("fullUrl", "https://gateway.example/fhir/" + type + "/" + resource.getIdPart());
      entry.set("resource", json(resource));
      entry.putObject("request").put("method", "POST").put("url", type);
    }
    // What only the gateway says
    var request = (ObjectNode) bundle.at("/entry/0/resource");
    request.withArray("note").remove(request.withArray("note").size() - 1);
    if (request.path("note").isEmpty()) {
      request.remove("note");
    }
    var centre = request.at("/performer/0/reference").asText();
    request.remove("performer");
    var contained = request.withArray("contained").elements();
    while (contained.hasNext()) {
      if (centre.equals("#" + contained.next().path("id").asText())) {
        contained.remove();
      }
    }
    if (request.path("contained").isEmpty()) {
      request.remove("contained");
    }
    return Json.MAPPER.writeValueAsBytes(bundle);
  }

  /** As it is without what does not come back: bytes, and the wish for a centre. */
  private static Submission plain(Submission given) {
    var text = Json.MAPPER.valueToTree(given).toString();
    for (var i = 0; i < given.children().size(); i++) {
      text = text.replace('"' + given.children().get(i).key() + '"', "\"c" + (i + 1) + '"');
    }
    for (var i = 0; i < given.persons().size(); i++) {
      text =
          text.replace(
              '"' + given.persons().get(i).key().orElseThrow() + '"', "\"p" + (i + 1) + '"');
    }
    try {
      return Json.MAPPER.treeToValue(without(Json.MAPPER.readTree(text)), Submission.class);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static JsonNode without(JsonNode submission) {
    ((ObjectNode) submission).remove(List.of("preferredVk", "receivedAt"));
    submission
        .path("documents")
        .forEach(document -> ((ObjectNode) document).remove(List.of("data", "upload")));
    submission
        .path("documents")
        .forEach(document -> ((ObjectNode) document).put("data", "aGFsbG8="));
    return submission;
  }

  private static Submission with(Submission given, List<Submission.Person> persons) {
    return new Submission(
        given.type(),
        given.handlingRequested(),
        given.urgency(),
        given.yourReference(),
        given.children(),
        persons,
        given.facts(),
        given.kindreflexSector(),
        given.contact(),
        given.preferredVk(),
        List.of(),
        given.documents(),
        given.channel(),
        given.receivedAt(),
        given.reporterCategory(),
        given.mano());
  }

  private static JsonNode json(Resource resource) {
    try {
      return Json.MAPPER.readTree(R4.json().encodeResourceToString(resource));
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
