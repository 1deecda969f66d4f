package be.schakel.fhir.in;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentPartsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF"})
  void whatStandsInAnEntryIsThereByteForByteWhateverStandsBesideIt(String before) {
    var bundle =
        before
            + """
            {"type":"transaction","entry":[
              {"request":{"resource":{"no":"é"}},"resource": { "a" : "é" } },
              {"request":{"method":"DELETE"}},
              {"resource":{"entry":[{"resource":{}}]},"fullUrl":"x"}],
             "meta":{"entry":[{"resource":{}}]}}""";
    var parts = new TreeMap<Integer, String>();
    DocumentParts.of(bundle.getBytes(UTF_8))
        .forEach((entry, bytes) -> parts.put(entry, new String(bytes, UTF_8)));

    assertEquals(Map.of(0, "{ \"a\" : \"é\" }", 2, "{\"entry\":[{\"resource\":{}}]}"), parts);
  }

  @Test
  void whatIsNoEntryHasAPlaceAllTheSame() {
    var bundle = "{\"entry\":[null,\"x\",[{\"resource\":1}],7,{\"resource\":{}}]}";
    assertEquals(Set.of(4), DocumentParts.of(bundle.getBytes(UTF_8)).keySet());
  }

  @Test
  void aBundleWithoutEntriesHasNone() {
    assertEquals(Map.of(), DocumentParts.of("{\"type\":\"transaction\"}".getBytes(UTF_8)));
  }

  @Test
  void aThousandPartsOfSevenMegabytesAreSoonTakenOut() {
    var entry = "{\"resource\":{\"a\":\"" + "x".repeat(7_000) + "\"}}";
    var bundle =
        IntStream.range(0, 1_000)
            .mapToObj(any -> entry)
            .collect(Collectors.joining(",", "{\"entry\":[", "]}"))
            .getBytes(UTF_8);
    var sent = AsSent.of(bundle, Optional.empty());
    assertTimeout(
        Duration.ofSeconds(1), () -> IntStream.range(0, 1_000).forEach(i -> sent.resource(i)));
  }
}
