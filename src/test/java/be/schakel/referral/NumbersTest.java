package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import be.schakel.vocabulary.Insz;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  private static final Numbers<String> NUMBERS =
      Numbers.of(Map.of("c1", new Insz("15231500154"), "c2", new Insz("15.23.15-002.53")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15231500154|c1",
        "15.23.15-001.54|c1",
        "15 23 15 001 54|c1",
        "15/23/15 - 001.54|c1",
        "152315	001	54|c1",
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
        NUMBERS.in(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
  void numberIsFoundInTextOfSeveralBytesACharacter(String charset) {
    var bytes = "Zus: 15.23.15-001.54 é".getBytes(Charset.forName(charset));
    assertEquals(Set.of("c1"), NUMBERS.in(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void numberIsFoundWithDashesAndSpacesOfSeveralBytes(String charset) {
    var bytes = "Zus: 15.23.15\u2013001\u200954 é".getBytes(Charset.forName(charset));
    assertEquals(Set.of("c1"), NUMBERS.in(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1523150\\u003015\\u0034",
        "\\u00315231500154",
        "15\\/23\\/15-001.54",
        "&#49;523150015&#52;",
        "&#x31;52315001&#X35;4",
        "152315001&#000053;&#52",
        "15.23.15&#8209;001&#xA0;54",
        "15.23.15&ndash;001&nbsp;54",
        "&eacute;15231500154",
        "15.23.15\u2011001\u00a054",
        "9&#32;15231500154",
        "(15)23(15)001_54",
        "15.23.15\r\n  001.54",
      })
  void numberIsFoundWhereCharactersAreEscaped(String text) {
    assertEquals(Set.of("c1"), NUMBERS.in(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&#15231500154;",
        "\\u15231500154",
        "&15231500154",
        "9\u000015231500154",
        "?a=1&b=15231500154"
      })
  void whatBeginsLikeAnEscapeHidesNoNumber(String text) {
    assertEquals(Set.of("c1"), NUMBERS.in(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1 5231500154", "15x231500154", "15        231500154", "&#57;1523150015&#52;"})
  void otherDigitsAreNone(String text) {
    assertEquals(Set.of(), NUMBERS.in(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** 50 documents with 9,000 numbers each, of a report with 50 children. */
  @Test
  void manyChildrenAndManyNumbersCostLittle() {
    var children =
        IntStream.range(0, 50)
            .boxed()
            .collect(Collectors.toMap(i -> "c" + i, i -> new Insz("152315" + (10_000 + i))));
    var numbers = Numbers.of(children);
    var text =
        IntStream.range(0, 9_000)
            .mapToObj(i -> "152315" + (20_000 + i))
            .collect(Collectors.joining(" ", "", " 15231510049"))
            .getBytes(StandardCharsets.UTF_8);
    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          for (var document = 0; document < 50; document++) {
            assertEquals(Set.of("c49"), numbers.in(text));
          }
        });
  }
}
