package be.schakel.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 4647 3.4, RFC 9110 12.5.4: Accept-Language")
class LanguageTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | FR",
        "FR | FR",
        "nl-BE | NL",
        "fr-BE, nl;q=0.8 | FR",
        "en-US,en;q=0.9,nl;q=0.8 | EN",
        "nl;q=0.2, fr;q=0.9, en;q=0.5 | FR",
        "de-BE, fr;q=0.3 | FR",
        "de, it | NL",
        "* | NL",
        "nl;q=0, * | FR",
        "nl;q=0, fr;q=0, *;q=0.1 | EN",
        "de, *;q=0.5 | NL",
        "en;q=0 | NL",
        "fr;q=0.5, en;q=0.5 | FR",
        "fr ; q = 0.4 , en ; q=0.6 | EN",
        "fr;q=1.000, en;q=0.999 | FR",
      })
  void theBestLanguageWins(String header, Language expected) {
    assertEquals(expected, Language.accepted(header));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr;q=2, en | EN",
        "fr;q=-1, en | EN",
        "fr;q=0.1234, en | EN",
        "fr;x=1, en | EN",
        ",,;;,q=,en | EN",
        "french | NL",
        "frx, en | EN",
      })
  void whatCannotBeReadIsPassedOver(String header, Language expected) {
    assertEquals(expected, Language.accepted(header));
  }

  @Test
  void withoutAHeaderTheAnswerIsDutch() {
    assertEquals(Language.NL, Language.accepted(null));
    assertEquals(Language.NL, Language.accepted(""));
  }

  @Test
  void aTagFindsItsLanguage() {
    assertEquals("nl", Language.NL.tag());
    assertEquals(Optional.of(Language.EN), Language.ofTag("en-GB"));
    assertEquals(Optional.empty(), Language.ofTag("de"));
  }
}
