package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void theRequestIdOfTheCallerIsTakenOver() {
    assertEquals("order-4711/a", Tracing.of("order-4711/a", List.of(), NOW).trace().requestId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order-4711/a",
        "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10",
        "12345678-1234-4234-8234-123456789012",
        "00000000-0000-4000-8000-a71032209004",
        "20261121-093000-001",
        "715231500154"
      })
  void aRequestIdThatHoldsNoNumberOfAPersonIsTakenOver(String good) {
    assertEquals(good, Tracing.of(good, List.of(), NOW).trace().requestId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insz:15231500154",
        "req-15231500154",
        "patient15231500154",
        "15231500154/2",
        "15.23.15-001.54_retry",
        "file-AN45.L3.001234/2026"
      })
  void aRequestIdThatHoldsTheNumberOfAPersonOrAJudicialFileIsReplaced(String bad) {
    assertNotEquals(bad, Tracing.of(bad, List.of(), NOW).trace().requestId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "tab\there", "é", "15.23.15-001.54", "15231500154"})
  void aRequestIdThatCannotStandInTheLogIsReplaced(String bad) {
    assertNotEquals(bad, Tracing.of(bad, List.of(), NOW).trace().requestId());
  }

  @Test
  void aRequestIdHasAtMost64Characters() {
    assertEquals("x".repeat(64), Tracing.of("x".repeat(64), List.of(), NOW).trace().requestId());
    assertTrue(Tracing.of("x".repeat(65), List.of(), NOW).trace().requestId().length() <= 64);
  }

  @Test
  void withoutARequestIdEachRequestHasItsOwn() {
    var one = Tracing.of(null, List.of(), NOW).trace().requestId();
    assertNotEquals(one, Tracing.of(null, List.of(), NOW).trace().requestId());
  }

  @Test
  @DisplayName("W3C Trace Context 3.2: the trace goes on with a span of ours")
  void theTraceOfTheCallerGoesOn() {
    var tracing = Tracing.of(null, List.of(PARENT), NOW);
    assertEquals(TRACE, tracing.trace().traceId());
    assertTrue(tracing.parent().matches("00-" + TRACE + "-[0-9a-f]{16}-01"), tracing.parent());
    assertNotEquals(PARENT, tracing.parent());
  }

  @Test
  @DisplayName("W3C Trace Context 4.3: a later version may say more after the flags")
  void aLaterVersionIsUnderstood() {
    var later = "cc-" + TRACE + "-00f067aa0ba902b7-01-what-comes";
    assertEquals(TRACE, Tracing.of(null, List.of(later), NOW).trace().traceId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  @DisplayName("W3C Trace Context 3.2.2: an invalid traceparent starts a trace of ours")
  void anInvalidParentIsNone(String parent) {
    var tracing = Tracing.of(null, List.of(parent), NOW);
    assertNotEquals(TRACE, tracing.trace().traceId());
    assertTrue(tracing.trace().traceId().matches("[0-9a-f]{32}"));
    assertTrue(tracing.parent().endsWith("-00"));
  }

  @Test
  void twoParentsAreNone() {
    var tracing = Tracing.of(null, List.of(PARENT, PARENT), NOW);
    assertNotEquals(TRACE, tracing.trace().traceId());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.17, 192.0.2.17",
    "2001:db8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:1",
    "fe80:0:0:0:1:2:3:4%eth0, fe80:0:0:0:1:2:3:4"
  })
  void theAddressIsThatOfTheConnectionWithoutTheZoneOfALink(String connection, String kept) {
    var trace = Tracing.of("order-4711/a", List.of(PARENT), NOW).from(connection).trace();
    assertEquals(Optional.of(kept), trace.address());
    assertEquals("order-4711/a", trace.requestId());
    assertEquals(TRACE, trace.traceId());
  }
}
