package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling for each value. */
class JsonTest {

  @Test
  void valuesAreRead() {
    assertEquals(
        Map.of(
            "a",
            List.of(new BigDecimal("-1.5e3"), true, Json.NULL, Map.of()),
            "b\n\u00e9",
            "\ud83d\ude00/"),
        Json.read(
            " {\"a\" : [-1.5e3,true,null,{}], \"b\\n\\u00e9\":\"\\ud83d\\ude00\\/\"}\n", "it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}x",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,}",
        "[1,]",
        "{a:1}",
        "'a'",
        "01",
        "+1",
        "1.",
        ".5",
        "1e999",
        "NaN",
        "tru",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\ud800\"",
        "\"a\nb\"",
        "\"a",
        "\u00a0{}",
        "/**/{}"
      })
  void anythingElseIsRefused(String text) {
    assertThrows(NotProven.class, () -> Json.read(text, "it"));
  }

  @Test
  void depthIsLimited() {
    Json.read("[".repeat(32) + "]".repeat(32), "it");
    assertThrows(NotProven.class, () -> Json.read("[".repeat(100_000) + "]".repeat(100_000), "it"));
  }

  @Test
  void encodingsHaveOneSpelling() {
    assertEquals(Optional.empty(), Strict.base64("QQ").map(List::of), "no padding");
    assertEquals(Optional.empty(), Strict.base64("QR==").map(List::of), "spare bits");
    assertEquals(Optional.empty(), Strict.base64url("QR").map(List::of), "spare bits");
    assertEquals(Optional.empty(), Strict.base64url("QQ==").map(List::of), "padding");
    assertEquals(Optional.of(Long.MAX_VALUE), Strict.decimal("9223372036854775807"));
    for (var number : List.of("", "00", "07", "+1", "-1", "1 ", "9223372036854775808", "\u0661")) {
      assertEquals(Optional.empty(), Strict.decimal(number), number);
    }
  }
}
