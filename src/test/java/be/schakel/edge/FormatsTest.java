package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.PartialDate;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-29", "0001-01-01", "9999-12-31"})
  void daysThatExist(String day) {
    assertTrue(Formats.isDay(day));
    assertEquals(day, LocalDate.parse(day).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "0000-01-01",
        "+12026-01-01",
        "2026-1-1",
        "20260101",
        "2026-01-01Z",
        " 2026-01-01",
        "2026-01-01\n",
        ""
      })
  void daysThatDoNot(String day) {
    assertFalse(Formats.isDay(day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015", "2015-12", "2024-02-29"})
  void partsOfDaysThatExist(String day) {
    assertTrue(Formats.isPartialDay(day));
    assertTrue(new PartialDate(day).possible());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "0000", "2015-00", "2015-13", "2015-1", "2015-02-30", "201x"})
  void partsOfDaysThatDoNot(String day) {
    assertFalse(Formats.isPartialDay(day));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T10:00:00+01:00",
        "2026-11-21T10:00:00Z",
        "2026-11-21T23:59:59.123456789-05:30"
      })
  void timesWithAnOffset(String time) {
    assertTrue(Formats.isTime(time));
    OffsetDateTime.parse(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T10:00:00", "2026-11-21T10:00+01:00", "2026-11-21 10:00:00Z",
            "2026-11-21T25:00:00Z",
        "2026-02-30T10:00:00Z", "2026-11-21T10:00:00+19:00", "2026-11-21T10:00:00.1234567890Z",
            "now"
      })
  void otherTimes(String time) {
    assertFalse(Formats.isTime(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AA==", "AAA=", "AAAA", "+/+/", "AAAAAA=="})
  void base64ThatDecodes(String text) {
    assertTrue(Formats.isBase64(text));
    Base64.getDecoder().decode(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A", "AA", "AAA", "A===", "====", "AA=A", "AA==AAAA", "AA\nAA", "_-_-", "AAAé"})
  void base64ThatDoesNot(String text) {
    assertFalse(Formats.isBase64(text));
  }

  @Test
  void whateverThisJdkEncodesPasses() {
    for (var length = 0; length < 70; length++) {
      var bytes = new byte[length];
      java.util.Arrays.fill(bytes, (byte) (length * 37));
      assertTrue(Formats.isBase64(Base64.getEncoder().encodeToString(bytes)));
    }
  }

  @ParameterizedTest
  @CsvSource({"^a$,a,true", "^a$,b,false", "a,xax,true", "^a|b$,b,true"})
  void patternsSearchAsJsonSchemaSays(String pattern, String text, boolean matches) {
    assertEquals(matches, Formats.expression(pattern).matches(text));
  }

  @Test
  void theEndOfAPatternIsTheEndOfTheText() {
    assertFalse(Formats.expression("^a$").matches("a\n"));
  }
}
