package be.schakel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void cellsAreQuotedAndQuotesDoubled() {
    assertEquals("\"a\",\"b \"\"c\"\", d\",\"\"\r\n", Csv.line(List.of("a", "b \"c\", d", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+32",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF201"
      })
  void whatCouldBeginAFormulaIsDefused(String text) {
    assertEquals("\"'" + text + "\"\r\n", Csv.line(List.of(text)));
  }

  @Test
  void whatCannotBeginOneIsLeftAlone() {
    assertEquals("\"1=1\",\"a-b\"\r\n", Csv.line(List.of("1=1", "a-b")));
  }
}
