package be.schakel.fhir.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "ge2026-11-21, 2026-11-20T23:00:00Z, ",
    "gt2026-11-21, 2026-11-21T23:00:00Z, ",
    "le2026-11-21, , 2026-11-21T23:00:00Z",
    "lt2026-11-21, , 2026-11-20T23:00:00Z",
    "eq2026-11-21, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
    "2026-11-21, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
    "2026-07, 2026-06-30T22:00:00Z, 2026-07-31T22:00:00Z",
    "2026, 2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z",
    "2026-11-21T10:00, 2026-11-21T09:00:00Z, 2026-11-21T09:01:00Z",
    "2026-11-21T10:00Z, 2026-11-21T10:00:00Z, 2026-11-21T10:01:00Z",
    "2026-11-21T10:00:05-05:00, 2026-11-21T15:00:05Z, 2026-11-21T15:00:06Z",
    "2026-11-21T10:00:05.120Z, 2026-11-21T10:00:05.120Z, 2026-11-21T10:00:05.121Z",
    "gt2026-11-21T10:00:05.120Z, 2026-11-21T10:00:05.121Z, ",
    "ge2026-11-21T10:00:00 01:00, 2026-11-21T09:00:00Z, "
  })
  void aValueIsAsLongAsItIsImprecise(String value, Instant from, Instant to) {
    assertEquals(
        new Period(Optional.ofNullable(from), Optional.ofNullable(to)),
        Period.of("date", List.of(value)));
  }

  /** The clocks go back on 25 October 2026: that day has 25 hours. */
  @Test
  void aDayIsAsLongAsItIsInBelgium() {
    var day = Period.of("date", List.of("2026-10-25"));
    assertEquals(Optional.of(Instant.parse("2026-10-24T22:00:00Z")), day.from());
    assertEquals(Optional.of(Instant.parse("2026-10-25T23:00:00Z")), day.to());
  }

  @Test
  void severalValuesAreWhereTheyOverlap() {
    var period =
        Period.of(
            "date",
            List.of("ge2026-11-01T00:00Z", "lt2026-11-30T00:00Z", "ge2026-11-10T00:00Z", "le2027"));
    assertEquals(Optional.of(Instant.parse("2026-11-10T00:00:00Z")), period.from());
    assertEquals(Optional.of(Instant.parse("2026-11-30T00:00:00Z")), period.to());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ge",
        "yesterday",
        "ne2026-11-21",
        "ap2026-11-21",
        "2026-13-01",
        "2026-02-30",
        "26-11-21",
        "2026-11-21T25:00Z",
        "2026-11-21T10Z",
        "2026-11-21Z",
        "2026-11-21,2026-11-22",
        "12026-11-21"
      })
  void whatIsNoMomentIsRefused(String value) {
    var problem = assertThrows(SchakelProblem.class, () -> Period.of("date", List.of(value)));
    assertEquals(Code.INVALID_PARAMETER, problem.code());
    assertEquals("date", problem.arguments().get(0));
  }
}
