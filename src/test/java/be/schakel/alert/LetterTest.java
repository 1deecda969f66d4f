package be.schakel.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.outbox.EventKind;
import be.schakel.vocabulary.Language;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterTest {

  private static final UUID ALERT = UUID.fromString("0199a000-0000-7000-8000-000000000001");

  private static Letter in(Language language) {
    return Letter.about(
        ALERT, Instant.parse("2026-03-29T01:30:00Z"), "https://schakel.example", language);
  }

  @ParameterizedTest
  @EnumSource
  void saysInEveryLanguageSinceWhenInBrusselsAndHowToAcknowledge(Language language) {
    var text = in(language).text();
    assertTrue(text.contains("03:30"), text);
    assertTrue(text.contains("https://schakel.example/api/alerts/" + ALERT + "/acknowledgement"));
    assertFalse(text.contains("%"), text);
  }

  @Test
  void languagesDiffer() {
    assertEquals(3, Stream.of(Language.values()).map(l -> in(l).subject()).distinct().count());
    assertEquals(3, Stream.of(Language.values()).map(l -> in(l).text()).distinct().count());
  }

  /** It is about the number and the time alone, so what happened cannot stand in it. */
  @ParameterizedTest
  @EnumSource
  void saysNothingOfWhatHappened(EventKind kind) {
    for (var language : Language.values()) {
      var letter = in(language);
      assertFalse((letter.subject() + letter.text()).contains(kind.name()));
    }
  }
}
