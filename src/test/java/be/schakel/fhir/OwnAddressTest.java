package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressTest {

  private static String relative(String reference) {
    var given = Map.of("focus", List.of(reference), "other", List.of(reference));
    var found = new OwnAddress("https://gateway.example:443").relative(given, "focus", "absent");
    assertEquals(List.of(reference), found.get("other"));
    return found.get("focus").get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Task/1",
        "https://gateway.example/fhir/Task/1",
        "https://gateway.example:443/fhir/Task/1",
        "HTTPS://Gateway.Example/fhir/Task/1"
      })
  void whatLeadsHereCountsAsRelative(String reference) {
    assertEquals("Task/1", relative(reference));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/fhir/Task/1",
        "https://gateway.example:8443/fhir/Task/1",
        "https://gateway.example.elsewhere.example/fhir/Task/1",
        "https://gateway.example@elsewhere.example/fhir/Task/1",
        "http://gateway.example/fhir/Task/1",
        "https://gateway.example/other/Task/1",
        "urn:uuid:0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00",
        "https://schakel.example/fhir/NamingSystem/partner|az",
        ""
      })
  void whatLeadsElsewhereStaysAsItIs(String reference) {
    assertEquals(reference, relative(reference));
  }
}
