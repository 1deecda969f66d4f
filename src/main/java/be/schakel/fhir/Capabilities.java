package be.schakel.fhir;

import be.schakel.edge.Json;
import be.schakel.edge.Public;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What this door can do, as a {@code CapabilityStatement}: kept by hand in {@code
 * fhir/capabilities.json}, and held against the routes by a test.
 */
@Public
record Capabilities(@JsonValue ObjectNode statement) {

  private static final String RESOURCE = "/fhir/capabilities.json";

  static Capabilities of(String version, String base) {
    try (var in = Capabilities.class.getResourceAsStream(RESOURCE)) {
      var statement = (ObjectNode) Json.MAPPER.readTree(in);
      statement.withObject("/software").put("version", version);
      statement.withObject("/implementation").put("url", base);
      return new Capabilities(statement);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
