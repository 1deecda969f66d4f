package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
