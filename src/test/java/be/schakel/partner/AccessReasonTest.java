package be.schakel.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReasonTest {

  @Test
  void isReadAsPercentEncodedText() {
    assertEquals("één reden", words("%C3%A9%C3%A9n%20reden ").orElse("too short"));
    assertEquals("plain words", words("plain words").orElseThrow());
  }

  private static Optional<String> words(String header) {
    return AccessReason.of(header + ".").map(AccessReason::words).map(AccessReasonTest::shorter);
  }

  private static String shorter(String text) {
    return text.substring(0, text.length() - 1).strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "too short",
        "%20%20%20%20%20%20%20%20%20%20%20",
        "ends in the mid%2",
        "no hex here %zz",
        "not utf-8 at all %C3%28",
        "a line%0Abreak in it",
        "bare \u00e9 is no header text"
      })
  void isRefusedWhenItIsNone(String header) {
    assertTrue(AccessReason.of(header).isEmpty());
  }

  @Test
  void isNotLongerThanAnybodyReads() {
    assertTrue(AccessReason.of("x".repeat(2000)).isPresent());
    assertTrue(AccessReason.of("x".repeat(2001)).isEmpty());
  }

  @Test
  void neverShowsInAText() {
    assertFalse(AccessReason.of("a secret reason").toString().contains("secret"));
  }
}
