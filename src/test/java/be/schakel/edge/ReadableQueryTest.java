package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableQueryTest {

  @ParameterizedTest
  @CsvSource({
    "identifier=a|b, identifier=a%7Cb",
    "x={\"}, x=%7B%22%7D",
    "x=a b, x=a%20b",
    "x=é, x=%C3%A9",
    "identifier=a%7Cb&limit=1, identifier=a%7Cb&limit=1",
    "x=%zz, x=%zz"
  })
  void whatAClientDidNotEscapeIsEscaped(String sent, String read) {
    assertEquals(read, ReadableQuery.escaped(sent));
  }

  @ParameterizedTest
  @CsvSource({"x=|^`\\<>\"{}", "x=👶"})
  void thenTheAddressParses(String sent) {
    assertEquals(sent.replace("x=", ""), query(sent).replace("x=", ""));
  }

  private static String query(String sent) {
    return URI.create("https://localhost/api?" + ReadableQuery.escaped(sent)).getQuery();
  }
}
