package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeBodiesTest {

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/referrals, -1,       0",
    "POST, /api/referrals, 0,        0",
    "POST, /api/referrals, 262144,   0",
    "POST, /api/referrals, 262145,   1",
    "POST, /api/referrals, 1048577,  2",
    "POST, /api/referrals, 99999999, 10",
    "POST, /fhir,          -1,       10",
    "POST, /api/documents, 52428800, 0"
  })
  void largeBodyTakesTheRoomItNeedsInMemory(
      String method, String path, long length, int mebibytes) {
    assertEquals(mebibytes, LargeBodies.needed(method, path, length));
  }

  @Test
  void oneSlowPartnerLeavesRoomForAnother() {
    var bodies = new LargeBodies().open(20);
    try (var slow = bodies.hold("POST", "/api/referrals", -1, "slow", Duration.ZERO)) {
      var refused =
          assertThrows(
              SchakelProblem.class,
              () -> bodies.hold("POST", "/api/referrals", -1, "slow", Duration.ZERO));
      assertEquals(Code.BUSY, refused.code());
      bodies.hold("POST", "/api/referrals", -1, "other", Duration.ZERO).close();
    }
    bodies.hold("POST", "/api/referrals", -1, "slow", Duration.ZERO).close();
  }

  @Test
  void whoFindsNoRoomInAllIsToldAndLeavesItsOwnShare() {
    var bodies = new LargeBodies().open(10);
    try (var other = bodies.hold("POST", "/api/referrals", -1, "other", Duration.ZERO)) {
      for (int i = 0; i < 50; i++) {
        assertThrows(
            SchakelProblem.class,
            () -> bodies.hold("POST", "/api/referrals", -1, "late", Duration.ZERO));
      }
    }
    bodies.hold("POST", "/api/referrals", -1, "late", Duration.ZERO).close();
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

  private static LargeBodies.Held upload(LargeBodies bodies, String account) {
    return bodies.hold("POST", "/api/documents", 52428800, account, Duration.ZERO);
  }
}
