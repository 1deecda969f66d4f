package be.schakel.notice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.edge.Contract;
import be.schakel.outbox.EventKind;
import be.schakel.vocabulary.Uuid7;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NoticeTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private static Notice notice(Map<String, String> codes) {
    return new Notice(
        Uuid7.at(NOW), EventKind.BREAK_GLASS_OPENED, NOW, Optional.of(Uuid7.at(NOW)), codes);
  }

  @Test
  void contractNamesEveryKind() {
    var named = new TreeSet<String>();
    Contract.packaged()
        .document()
        .at("/components/schemas/NoticeKind/enum")
        .forEach(kind -> named.add(kind.textValue()));
    assertEquals(
        Arrays.stream(EventKind.values())
            .map(Enum::name)
            .collect(Collectors.toCollection(TreeSet::new)),
        named);
  }

  @Test
  void onlyCodesThatTellNothingLeave() {
    var told =
        notice(
            Map.of(
                "breakGlass", "1", "professional", "10000000001", "reason", "x", "outcome", "y"));

    assertEquals(Map.of("breakGlass", "1"), told.codes());
    assertEquals(Optional.of(Map.of("breakGlass", "1")), told.view().codes());
    assertFalse(new String(told.body("uz"), StandardCharsets.UTF_8).contains("10000000001"));
  }

  /** A partner that gets it twice can see that it is the same. */
  @Test
  void bytesAreTheSameEachTime() {
    var told = notice(Map.of("size", "1", "root", "2", "origin", "3", "days", "4"));

    assertArrayEquals(told.body("uz"), told.body("uz"));
  }
}
