package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One run of the program, in English, and what it said. */
record Ran(int code, String out, String err) {

  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  static Ran of(Object... words) {
    return of(List.of("--lang", "en"), words);
  }

  static Ran of(List<String> before, Object... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var args = Stream.concat(before.stream(), Arrays.stream(words).map(Object::toString)).toList();
    var code =
        new Program(Clock.fixed(NOW, ZoneOffset.UTC))
            .run(args, new ByteArrayInputStream(new byte[0]), print(out), print(err));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  String said() {
    return out + err;
  }

  Ran proven() {
    return ends(0, "PROVEN");
  }

  Ran disproven() {
    return ends(1, "DISPROVEN");
  }

  Ran unusable() {
    return ends(2, "NOTHING PROVEN");
  }

  private Ran ends(int expected, String verdict) {
    assertEquals(expected, code, said());
    assertTrue(said().contains(verdict), said());
    return this;
  }

  Ran saying(String words) {
    assertTrue(said().contains(words), said());
    return this;
  }

  /** Broken input ends in words about that input, never in what nobody thought of. */
  Ran neverProven() {
    assertTrue(code == 1 || code == 2, said());
    assertFalse(said().contains("could not be handled"), said());
    return this;
  }
}
