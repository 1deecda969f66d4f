package be.schakel.medical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 14.1.2: of a document of 10,000 bytes. */
class ByteRangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes=0-499     | bytes 0-499/10000
          bytes=500-999   | bytes 500-999/10000
          bytes=9500-     | bytes 9500-9999/10000
          bytes=-500      | bytes 9500-9999/10000
          bytes=-20000    | bytes 0-9999/10000
          bytes=0-20000   | bytes 0-9999/10000
          bytes=0-0       | bytes 0-0/10000
          bytes=10000-    | nothing
          bytes=-0        | nothing
          bytes=-         | whole
          bytes=5-4       | whole
          bytes=0-1,3-4   | whole
          bytes=a-b       | whole
          items=0-1       | whole
          bytes=9999999999999999999- | whole
          """)
  void rangeIsWhatTheHeaderSays(String header, String told) {
    assertEquals(
        Optional.of(told).filter(each -> !each.equals("whole")),
        ByteRange.asked(header, 10_000)
            .map(range -> range.satisfiable() ? range.told(10_000) : "nothing"));
  }
}
