package be.schakel.mano;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.edge.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveRulesTest {

  private static final LocalDate RECEIVED = LocalDate.parse("2026-11-16");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'state': 'ADMISSIBLE', 'dayZero': '2026-11-16'}",
        "{'state': 'ADMISSIBLE', 'dayZero': '2026-11-21'}",
        "{'state': 'NOT_ADMISSIBLE', 'reason': 'INCOMPLETE'}",
        "{'state': 'INVESTIGATING', 'rights': {'done': true, 'date': '2026-11-21'}}",
        "{'state': 'CASE_MANAGEMENT', 'mode': 'OBSERVING', 'view': {'done': false, 'reason': 'TOO_YOUNG'}}",
        "{'state': 'TRANSFERRED', 'transferTo': 'vk-limburg'}"
      })
  void whatAStepNeedsIsEnough(String move) {
    assertEquals(List.of(), wrong(move));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {'state': 'NOT_ADMISSIBLE'}                            ; /reason MISSING
          {'state': 'CASE_MANAGEMENT'}                           ; /mode MISSING
          {'state': 'TRANSFERRED'}                               ; /transferTo TRANSFER_TO_REQUIRED
          {'state': 'ADMISSIBLE', 'reason': 'INCOMPLETE'}        ; /reason NOT_WITH_STATE
          {'state': 'CLOSED', 'mode': 'OBSERVING'}               ; /mode NOT_WITH_STATE
          {'state': 'CLOSED', 'transferTo': 'vk-limburg'}        ; /transferTo NOT_WITH_STATE
          {'state': 'INVESTIGATING', 'dayZero': '2026-11-20'}    ; /dayZero NOT_WITH_STATE
          {'state': 'ADMISSIBLE', 'dayZero': '2026-11-22'}       ; /dayZero DATE_IN_FUTURE
          {'state': 'ADMISSIBLE', 'dayZero': '2026-11-15'}       ; /dayZero DAY_BEFORE_RECEIPT
          {'state': 'CLOSED', 'view': {'done': false}}           ; /view/reason MISSING
          {'state': 'CLOSED', 'rights': {'done': true, 'date': '2026-11-22'}} ; /rights/date DATE_IN_FUTURE
          """)
  void whatIsMissingOrDoesNotBelongThereIsNamed(String move, String issue) {
    assertEquals(List.of(issue), wrong(move));
  }

  @Test
  void everythingIsToldAtOnce() {
    assertEquals(
        List.of("/reason NOT_WITH_STATE", "/mode MISSING", "/view/reason MISSING"),
        wrong("{'state': 'CASE_MANAGEMENT', 'reason': 'OTHER', 'view': {'done': false}}"));
  }

  private static List<String> wrong(String move) {
    try {
      var given = Json.MAPPER.readValue(move.replace('\'', '"'), ManoMove.class);
      return MoveRules.check(given, RECEIVED, TODAY).stream()
          .map(issue -> issue.pointer() + " " + issue.code())
          .toList();
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
