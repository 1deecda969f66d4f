package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeBodiesTest {

  @ParameterizedTest
  @CsvSource({
    "0,        0",
    "262144,   0",
    "262145,   1",
    "1048577,  2",
    "99999999, 10",
    "-1,       10"
  })
  void largeBodyTakesTheRoomItNeedsInMemory(long length, int mebibytes) {
    assertEquals(mebibytes, LargeBodies.needed(length));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/documents,  application/pdf,       true",
    "/api/documents/, application/json,      true",
    "/fhir/Binary,    application/pdf,       true",
    "/fhir/Binary/,   ,                      true",
    "/fhir/Binary,    application/fhir+json, false",
    "/fhir/Binary/,   Application/FHIR+xml,  false",
    "/fhir/Binary,    text/x-fhir,           false",
    "/fhir,           application/pdf,       false",
    "/api/referrals,  application/pdf,       false"
  })
  void onlyWhatIsSurelyStreamedTakesNoMemory(String path, String contentType, boolean streamed) {
    assertEquals(streamed, LargeBodies.streamed(path, contentType));
  }

  @Test
  void oneSlowPartnerLeavesRoomForAnother() {
    var bodies = new LargeBodies().open(20);
    try (var slow = bodies.hold(10, "slow", Duration.ZERO)) {
      var refused =
          assertThrows(SchakelProblem.class, () -> bodies.hold(10, "slow", Duration.ZERO));
      assertEquals(Code.BUSY, refused.code());
      bodies.hold(10, "other", Duration.ZERO).close();
    }
    bodies.hold(10, "slow", Duration.ZERO).close();
  }

  @Test
  void whatWaitsToBeValidatedHoldsNoRoomOfReports() {
    var bodies = new LargeBodies().open(20);
    for (var partner : List.of("one", "other")) {
      for (int i = 0; i < 10; i++) {
        bodies.validation(10, "application/fhir+json", partner);
      }
      assertThrows(SchakelProblem.class, () -> bodies.validation(10, null, partner));
    }
    bodies.validation(0, null, "third").close();

    bodies.hold(10, "one", Duration.ZERO).close();
  }

  @Test
  void validationOfXmlIsReadWhole() {
    var bodies = new LargeBodies().open(20);
    try (var xml = bodies.validation(10, "application/fhir+XML", "one")) {
      assertThrows(SchakelProblem.class, () -> bodies.validation(1, null, "one"));
    }
    bodies.validation(1, null, "one").close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /fhir/$validate, true",
    "POST, /fhir/Patient/$validate, true",
    "POST, /fhir/Patient/1/$validate, true",
    "POST, /fhir/Patient, false",
    "PUT, /fhir/Task/$validate, false",
    "POST, /api/referrals/$validate, false",
  })
  void onlyWhatIsValidatedHasItsRoom(String method, String path, boolean validated) {
    assertEquals(validated, LargeBodies.validated(method, path));
  }

  @Test
  void whoFindsNoRoomInAllIsToldAndLeavesItsOwnShare() {
    var bodies = new LargeBodies().open(10);
    try (var other = bodies.hold(10, "other", Duration.ZERO)) {
      for (int i = 0; i < 50; i++) {
        assertThrows(SchakelProblem.class, () -> bodies.hold(10, "late", Duration.ZERO));
      }
    }
    bodies.hold(10, "late", Duration.ZERO).close();
  }

  @Test
  void oneSlowPartnerLeavesConnectionsOfTheDatabaseForAnother() {
    var bodies = new LargeBodies().open(20);
    var first = upload(bodies, "slow");
    for (int i = 1; i < 4; i++) {
      upload(bodies, "slow");
    }
    assertThrows(SchakelProblem.class, () -> upload(bodies, "slow"));
    upload(bodies, "other");
    first.close();
    upload(bodies, "slow");
  }

  @Test
  void allPartnersTogetherLeaveConnectionsForTheRest() {
    var bodies = new LargeBodies().open(20);
    for (int i = 0; i < 8; i++) {
      upload(bodies, "partner" + i);
    }
    assertThrows(SchakelProblem.class, () -> upload(bodies, "another"));
  }

  /** Each is in memory until it is read, and a reader may take hours. */
  @Test
  void slowReadersOfLargeAnswersAreFew() {
    var bodies = new LargeBodies().open(20);
    var large = 10L * 1024 * 1024;
    var first = bodies.answer(large, "slow");
    for (int i = 1; i < 4; i++) {
      bodies.answer(large, "slow");
    }
    assertThrows(SchakelProblem.class, () -> bodies.answer(large, "slow"));
    bodies.answer(1024, "slow");
    upload(bodies, "slow");
    for (int i = 0; i < 4; i++) {
      bodies.answer(large, "other" + i);
    }
    assertThrows(SchakelProblem.class, () -> bodies.answer(large, "another"));
    first.close();
    bodies.answer(large, "another");
  }

  private static LargeBodies.Held upload(LargeBodies bodies, String account) {
    return bodies.stream(account);
  }
}
