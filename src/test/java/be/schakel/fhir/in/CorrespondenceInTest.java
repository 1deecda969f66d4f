package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.FullValidator;
import be.schakel.fhir.guide.OracleValidator;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions, answers and requests to stop as they come in, and what breaks a rule of the guide. */
class CorrespondenceInTest {

  private static final UUID REPORT = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00");
  private static final UUID OTHER = UUID.fromString("0199a7c4-3b1e-7002-9d53-5f1f6d3a2b00");

  private static final String QUESTION =
      """
      {"resourceType": "Communication", "status": "completed",
       "basedOn": [{"reference": "ServiceRequest/%1$s"}], "partOf": [{"reference": "Task/%1$s"}],
       "payload": [{"contentString": "Welke school?"}]}"""
          .formatted(REPORT);

  private static final String ANSWER =
      """
      {"resourceType": "Communication", "status": "completed",
       "partOf": [{"reference": "https://gateway.example/fhir/Task/%s"}],
       "inResponseTo": [{"reference": "Communication/%s"}],
       "payload": [{"contentString": "Deze."}, {"contentString": "En deze."},
         {"contentAttachment": {"contentType": "text/plain", "title": "Brief", "data": "QnJpZWY="}}]}"""
          .formatted(REPORT, OTHER);

  private static final String STOP =
      """
      {"resourceType": "Task", "status": "requested", "intent": "order",
       "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "abort"}]},
       "focus": {"reference": "Task/%s"}, "reasonCode": {"text": "Wij vergisten ons."}}"""
          .formatted(REPORT);

  private static ByteArrayInputStream body(Object json) {
    return new ByteArrayInputStream(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static CommunicationToNew asked(Object json) throws IOException {
    return CommunicationToNew.parse(PartnerKind.VK, body(json));
  }

  private static CommunicationToNew answered(Object json) throws IOException {
    return CommunicationToNew.parse(PartnerKind.HOSPITAL, body(json));
  }

  @Test
  void withoutAnAnswerInItItIsAQuestion() throws IOException {
    var read = asked(QUESTION);
    assertEquals(REPORT, read.report());
    assertEquals("Welke school?", read.question().orElseThrow().text());
    assertTrue(read.answer().isEmpty());
  }

  @Test
  void versionOfAReportIsThatReport() throws IOException {
    var asked = QUESTION.replace("\"}], \"partOf\"", "/_history/1\"}], \"partOf\"");
    var read = CommunicationToNew.parse(PartnerKind.VK, body(asked));
    assertEquals(REPORT, read.report());
    assertEquals(
        List.of(
            new Issue(
                "Communication.basedOn[0].reference",
                Code.VALUE_NORMALISED,
                "ServiceRequest/<id>")),
        read.remarks());
    var stop = STOP.replace(REPORT.toString(), REPORT + "/_history/3");
    assertEquals(REPORT, TaskToCancellation.parse(body(stop)).report());
  }

  @Test
  void answerNamesTheQuestionAndBringsDocuments() throws IOException {
    var read = answered(ANSWER);
    assertEquals(REPORT, read.report());
    assertTrue(read.question().isEmpty());
    var answer = read.answer().orElseThrow();
    assertEquals(Optional.of(OTHER), answer.question());
    assertEquals(Optional.of("Deze.\n\nEn deze."), answer.text());
    assertEquals(Optional.of("Brief"), answer.documents().get(0).title());
    assertEquals(
        List.of(
            new Issue("Communication.inResponseTo[0].reference", Code.UNKNOWN_QUESTION),
            new Issue("Communication.payload[2].contentAttachment.data", Code.BAD_BASE64)),
        read.located(
            List.of(
                new Issue("/question", Code.UNKNOWN_QUESTION),
                new Issue("/documents/0/data", Code.BAD_BASE64))));
  }

  /** Nobody but a centre asks, whichever report it is about and whether there is one. */
  @Test
  void whoIsNoCentreHasToSayWhatItAnswers() throws IOException {
    var sent = tree(ANSWER);
    sent.remove("inResponseTo");

    var refused = assertThrows(SchakelProblem.class, () -> answered(sent));
    assertEquals(List.of(new Issue("Communication.inResponseTo", Code.MISSING)), refused.issues());
  }

  /** Whom it is about, who said it and when, the report and the gateway say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/subject; {\"reference\": \"Patient/1\"}",
        "/sent; 2020-01-01T00:00:00Z",
        "/sender; {\"display\": \"Dr. Proef\"}",
        "/recipient; [{\"display\": \"Dr. Proef\"}]",
        "/identifier; [{\"value\": \"1\"}]"
      })
  void whatItSaysBesideItsWordsIsToldAsLost(String pointer, String value) throws IOException {
    var sent = tree(ANSWER);
    set(sent, JsonPointer.compile(pointer), value);

    var place = "Communication" + pointer.replace('/', '.');
    assertEquals(
        List.of(new Issue(place, Code.ELEMENT_NOT_STORED, place, "Communication.payload")),
        answered(sent).remarks());
  }

  @Test
  void nothingIsToldOfOneThatIsReadWhole() throws IOException {
    assertEquals(List.of(), asked(QUESTION).remarks());
    assertEquals(List.of(), answered(ANSWER).remarks());
  }

  @Test
  void abortedTaskAsksToStop() throws IOException {
    var read = TaskToCancellation.parse(body(STOP));
    assertEquals(REPORT, read.report());
    assertEquals(Optional.of("Wij vergisten ons."), read.text());
  }

  @ParameterizedTest
  @CsvSource({"completed, true", "accepted, true", "rejected, false"})
  void centreDecidesByTheStatus(String status, boolean accepted) throws IOException {
    var task = tree(STOP).put("id", OTHER + "-abort").put("status", status);
    task.putObject("statusReason").put("text", "Het onderzoek loopt.");
    var decision = TaskToCancellation.decision(OTHER + "-abort", body(task));
    assertEquals(accepted, decision.accepted());
    assertEquals(Optional.of("Het onderzoek loopt."), decision.text());

    task.put("status", "in-progress").put("id", "other");
    var refused =
        assertThrows(
            SchakelProblem.class, () -> TaskToCancellation.decision(OTHER + "-abort", body(task)));
    assertEquals(
        List.of("Task.id", "Task.status"),
        refused.issues().stream().map(Issue::pointer).sorted().toList());
  }

  @Test
  void whatKeepsTheRulesIsSoundToTheValidatorToo() {
    assertEquals(List.of(), errors(QUESTION));
    assertEquals(List.of(), errors(ANSWER));
    assertEquals(List.of(), errors(STOP));
  }

  /** Each rule of the profiles, broken once: found by both, at the same place. */
  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "Q; /status; 'in-progress'",
        "Q; /status; ",
        "Q; /payload; ",
        "Q; /basedOn/0/reference; Patient/1",
        "Q; /payload/0/contentString; TOO LONG",
        "Q; /payload/1; {\"contentAttachment\":{\"contentType\":\"text/plain\",\"data\":\"QQ==\"}}",
        "Q; /payload/1; {\"contentReference\":{\"reference\":\"Binary/1\"}}",
        "Q; /note; [{\"text\":\"x\"}]",
        "Q; /category; [{\"text\":\"x\"}]",
        "Q; /extension; [{\"url\":\"https://a.example/x\",\"valueString\":\"x\"}]",
        "A; /inResponseTo/1; {\"reference\":\"Communication/0199a7c4-3b1e-7003-9d53-5f1f6d3a2b00\"}",
        "A; /partOf; ",
        "S; /status; draft",
        "S; /intent; ",
        "S; /code; ",
        "S; /code/coding/0/code; fulfill",
        "S; /focus; ",
        "S; /reasonCode/text; TOO LONG",
        "S; /note; [{\"text\":\"x\"}]",
        "S; /businessStatus; {\"text\":\"x\"}"
      })
  void aBrokenRuleIsFoundByBoth(String example, String pointer, String value) throws IOException {
    var sent = tree(example.equals("S") ? STOP : example.equals("A") ? ANSWER : QUESTION);
    set(sent, JsonPointer.compile(pointer), value);

    var refused =
        assertThrows(
            SchakelProblem.class,
            () -> {
              if (example.equals("S")) {
                TaskToCancellation.parse(body(sent));
              } else {
                CommunicationToNew.parse(PartnerKind.VK, body(sent));
              }
            });
    assertTrue(!refused.issues().isEmpty());
    assertTrue(!errors(sent.toString()).isEmpty(), "the validator finds nothing");
  }

  /** Three mistakes, each in its own words. */
  @ParameterizedTest
  @CsvSource({
    "Q, category, ELEMENT_NOT_TAKEN",
    "Q, note, ELEMENT_NOT_TAKEN",
    "Q, colour, UNKNOWN_PROPERTY",
    "S, description, ELEMENT_NOT_TAKEN",
    "S, colour, UNKNOWN_PROPERTY"
  })
  void whatR4HasAndNobodyReadsIsNotCalledUnknown(String example, String name, Code code)
      throws IOException {
    var sent = tree(example.equals("S") ? STOP : QUESTION);
    if (name.equals("description") || name.equals("colour")) {
      sent.put(name, "x");
    } else {
      sent.withArray(name).addObject().put("text", "x");
    }

    var refused =
        assertThrows(
            SchakelProblem.class,
            () -> {
              if (example.equals("S")) {
                TaskToCancellation.parse(body(sent));
              } else {
                CommunicationToNew.parse(PartnerKind.VK, body(sent));
              }
            });

    var type = example.equals("S") ? "Task." : "Communication.";
    assertEquals(List.of(new Issue(type + name, code)), refused.issues());
  }

  private static void set(ObjectNode root, JsonPointer pointer, String value)
      throws JsonProcessingException {
    var parent = root.at(pointer.head());
    var name = pointer.last().getMatchingProperty();
    var json =
        value == null
            ? null
            : value.equals("TOO LONG")
                ? Json.MAPPER.getNodeFactory().textNode("n".repeat(20001))
                : value.startsWith("{") || value.startsWith("[")
                    ? Json.MAPPER.readTree(value)
                    : Json.MAPPER.getNodeFactory().textNode(value);
    if (parent instanceof ObjectNode object) {
      if (json == null) {
        object.remove(name);
      } else {
        object.set(name, json);
      }
    } else {
      ((ArrayNode) parent).add(json);
    }
  }

  private static ObjectNode tree(String json) throws JsonProcessingException {
    return (ObjectNode) Json.MAPPER.readTree(json);
  }

  private static List<String> errors(String resource) {
    var profile = resource.contains("Communication\"") ? "correspondence" : "cancellation-request";
    return OracleValidator.ready().findings(resource, profile).stream()
        .filter(FullValidator::isError)
        .map(FullValidator::place)
        .toList();
  }
}
