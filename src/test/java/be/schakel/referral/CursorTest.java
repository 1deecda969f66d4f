package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final UUID ID = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00");

  @Test
  void comesBackToTheMicrosecondThatTheDatabaseKeeps() {
    var cursor = new Cursor(ID, OffsetDateTime.parse("2026-11-21T09:00:00.123456Z"));
    assertEquals(cursor, Cursor.parse(cursor.toString()));
  }

  @Test
  void sameMomentElsewhereIsTheSamePlace() {
    var brussels = new Cursor(ID, OffsetDateTime.parse("2026-11-21T10:00:00+01:00"));
    var utc = new Cursor(ID, OffsetDateTime.parse("2026-11-21T09:00:00Z"));
    assertEquals(utc.toString(), brussels.toString());
  }

  @Test
  void everyPlaceComesBack() {
    var random = new Random(20261121);
    for (int i = 0; i < 1_000; i++) {
      var id = new UUID(random.nextLong(), random.nextLong());
      var at =
          OffsetDateTime.parse("1970-01-01T00:00:00Z")
              .plusNanos(1_000L * random.nextLong(4_000_000_000_000_000L));
      assertEquals(new Cursor(id, at), Cursor.parse(new Cursor(id, at).toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "not base64!",
        "AAAA",
        "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatWeDidNotMakeIsRefused(String text) {
    assertRefused(text);
  }

  /** The database knows no such moment: asked with it, it would fail. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -1})
  void momentThatNoReportHasIsRefused(long micros) {
    var bytes = ByteBuffer.allocate(24).putLong(1).putLong(2).putLong(micros).array();
    assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static void assertRefused(String text) {
    var problem = assertThrows(SchakelProblem.class, () -> Cursor.parse(text));
    assertEquals(Code.BAD_CURSOR, problem.code());
  }
}
