package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.RoundTripTest;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.fhir.out.Views;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Question;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ReferralStatus;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Task that comes back moves the report and changes nothing else. */
class TaskToMoveTest {

  private final ReferralView view;
  private final ObjectNode task;

  TaskToMoveTest() throws IOException {
    view = Views.of(RoundTripTest.example("submission"));
    task =
        (ObjectNode)
            Json.MAPPER.readTree(
                R4.json().encodeResourceToString(StatusToFhir.task(view, Language.FR)));
  }

  @Test
  void anotherBusinessStatusIsAMove() throws IOException {
    var read = parse(with("TAKEN_UP"));
    assertEquals(ReferralStatus.TAKEN_UP, read.move().status());
    read.changesNothingElse(view);
  }

  /** What it waits for is sent back as it was read, and is no reason of the move. */
  @Test
  void taskThatWaitsIsMovedWithoutAReason() throws IOException {
    var question =
        new Question(
            Optional.of(Views.REFERRAL),
            List.of(),
            Optional.of(Views.AT),
            Optional.of(true),
            Optional.empty(),
            Optional.empty());
    var waits =
        Views.of(
            RoundTripTest.example("submission"),
            ReferralStatus.RECEIVED,
            Optional.empty(),
            List.of(question),
            List.of());
    var sent =
        (ObjectNode)
            Json.MAPPER.readTree(
                R4.json().encodeResourceToString(StatusToFhir.task(waits, Language.FR)));
    ((ObjectNode) sent.at("/businessStatus/coding/0")).put("code", "TAKEN_UP");
    var read = parse(sent);
    assertEquals(Optional.empty(), read.move().reason());
    read.changesNothingElse(waits);
    sent.remove("input");
    var without = parse(sent);
    assertEquals(List.of("Task.input"), otherwise(() -> without.changesNothingElse(waits)));
  }

  @Test
  void statusReasonAndOwnerGoAlong() throws IOException {
    var moved = with("TRANSFERRED").put("status", "received");
    moved.putObject("statusReason").put("text", "Verhuisd");
    moved
        .putObject("owner")
        .putObject("identifier")
        .put("system", "https://schakel.example/fhir/NamingSystem/partner")
        .put("value", "vk-limburg");
    var read = parse(moved);
    assertEquals(Optional.of("Verhuisd"), read.move().reason());
    assertEquals(Optional.of("vk-limburg"), read.move().transferTo());
    read.changesNothingElse(view);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          priority    | "routine"
          description | "x"
          focus       | {"reference": "ServiceRequest/1"}
          for         | {"reference": "Patient/1"}
          authoredOn  | "2026-11-20"
          identifier  | []
          output      | [{"type": {"text": "x"}, "valueString": "x"}]
          note        | [{"text": "x"}]
          owner       | {"reference": "Organization/1"}
          intent      | "plan"
          """)
  void whateverElseDiffersIsNoticed(String element, String json) throws IOException {
    var moved = with("TAKEN_UP");
    moved.set(element, Bundles.json(json));
    if (json.equals("[]")) {
      moved.remove(element);
    }
    var read = parse(moved);
    assertEquals(List.of("Task." + element), otherwise(() -> read.changesNothingElse(view)));
  }

  private static List<String> otherwise(Executable held) {
    var told = assertThrows(SchakelProblem.class, held);
    assertEquals(Code.ONLY_STATUS_MAY_CHANGE, told.code());
    return told.issues().stream().map(Issue::pointer).toList();
  }

  @Test
  void aStatusThatContradictsIsTold() throws IOException {
    var read = parse(with("TAKEN_UP").put("status", "cancelled"));
    var told = assertThrows(SchakelProblem.class, () -> read.changesNothingElse(view));
    assertEquals(
        List.of(new Issue("Task.status", Code.INVALID_VALUE, "in-progress")), told.issues());
  }

  /** As R4 moves a Task: told what moves it here, and where to from where it stands. */
  @ParameterizedTest
  @ValueSource(strings = {"in-progress", "rejected", "completed"})
  void taskMovedByItsStatusAloneIsToldWhatMovesIt(String status) throws IOException {
    var read = parse(with("RECEIVED").put("status", status));
    var told = assertThrows(SchakelProblem.class, () -> read.changesNothingElse(view));
    assertEquals(
        List.of(
            new Issue(
                "Task.businessStatus",
                Code.MOVED_BY_BUSINESS_STATUS,
                "TAKEN_UP, ADVICE_GIVEN, TRANSFERRED")),
        told.issues());
  }

  @Test
  void taskWithoutBusinessStatusIsToldWhatMovesIt() {
    task.remove("businessStatus");
    var told = assertThrows(SchakelProblem.class, () -> parse(task.put("status", "in-progress")));
    assertEquals(
        List.of(
            new Issue(
                "Task.businessStatus",
                Code.MOVED_BY_BUSINESS_STATUS,
                "RECEIVED, TAKEN_UP, ADVICE_GIVEN, TRANSFERRED, CLOSED")),
        told.issues());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          businessStatus | {"coding": [{"system": "https://schakel.example/fhir/CodeSystem/referral-status", "code": "OPEN"}]} | Task.businessStatus.coding[0].code | UNKNOWN_CODE
          businessStatus | {"text": "open"}   | Task.businessStatus.coding | WRONG_SYSTEM
          businessStatus | {"coding": [{"code": "TAKEN_UP"}]} | Task.businessStatus.coding[0].system | WRONG_SYSTEM
          id             | "x"                | Task.id             | INVALID_VALUE
          colour         | 1                  | Task.colour         | UNKNOWN_PROPERTY
          resourceType   | "Patient"          | Task.resourceType   | INVALID_VALUE
          statusReason   | {"text": "a\\u0000"} | Task.statusReason.text | CONTROL_CHARACTER
          """)
  void whatCannotBeReadIsToldWithItsPlace(String element, String json, String place, Code code) {
    task.set(element, Bundles.json(json));
    var told = assertThrows(SchakelProblem.class, () -> parse(task));
    assertTrue(
        told.issues().stream()
            .anyMatch(issue -> issue.pointer().equals(place) && issue.code() == code),
        () -> told.issues().toString());
    assertEquals(
        1,
        told.issues().stream().filter(issue -> issue.pointer().startsWith(place)).count(),
        () -> "one mistake, one problem: " + told.issues());
  }

  private ObjectNode with(String businessStatus) {
    ((ObjectNode) task.at("/businessStatus/coding/0")).put("code", businessStatus);
    return task;
  }

  private static TaskToMove parse(ObjectNode task) throws IOException {
    var id = UUID.fromString(Views.REFERRAL.toString());
    return TaskToMove.parse(id, new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(task)));
  }
}
