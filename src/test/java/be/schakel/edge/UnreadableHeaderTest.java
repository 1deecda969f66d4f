package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableHeaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "*/* | nl | ''",
        "application/json, text/html;q=0.5 | nl-BE;q=1.000, en ; q = 0.3, * | ''",
        "'' | ;;;,, | ''",
        "garbage | nl | Accept",
        "application/json, garbage;q=1 | nl | Accept",
        "*/*;q=9 | nl | Accept",
        "*/* | nl;q=abc | Accept-Language",
        "*/* | en, nl;Q=1.5 | Accept-Language",
        "*/* | nl;q= | Accept-Language",
      })
  void headerToBlameIsNamed(String accept, String language, String name) {
    var none = "''";
    var found = UnreadableHeader.of(List.of(accept.replace(none, "")), List.of(language));
    assertEquals(name.replace(none, ""), found.orElse(""));
  }
}
