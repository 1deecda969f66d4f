package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.vocabulary.Insz;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15231500154|c1",
        "15.23.15-001.54|c1",
        "15 23 15 001 54|c1",
        "15/23/15 - 001.54|c1",
        "\"value\":\"15231500154\"|c1",
        "É15231500154é|c1",
        "152315001540|",
        "015231500154|",
        "15231500155|",
        "15231500154 15231500253|c1,c2",
        "15231500254|",
      })
  void numberIsFoundWithOrWithoutPunctuationAndOnlyWhole(String text, String found) {
    assertEquals(
        found == null ? Set.of() : Set.of(found.split(",")),
        Numbers.in(
            text.getBytes(StandardCharsets.UTF_8),
            Map.of("c1", new Insz("15231500154"), "c2", new Insz("15.23.15-002.53"))));
  }
}
