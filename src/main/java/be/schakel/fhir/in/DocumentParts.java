package be.schakel.fhir.in;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The FHIR documents inside a transaction, as the very bytes that were sent: what is signed or
 * compared later is the original, never our rendering of it. Pure.
 */
final class DocumentParts {

  private static final JsonFactory JSON = new JsonFactory();

  private DocumentParts() {}

  /** A Bundle of type document. */
  static boolean isDocument(JsonNode resource) {
    return resource.path("resourceType").asText().equals("Bundle")
        && resource.path("type").asText().equals("document");
  }

  /**
   * The bytes of {@code entry[index].resource}.
   *
   * @param body UTF-8, with or without byte order mark, that parsed as a Bundle with that entry
   */
  static byte[] bytes(byte[] body, int index) {
    try (var parser = JSON.createParser(body)) {
      parser.nextToken();
      enter(parser, "entry");
      for (var i = 0; i < index; i++) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
      enter(parser, "resource");
      var from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      var to = (int) parser.currentLocation().getByteOffset();
      return Arrays.copyOfRange(body, from, to);
    } catch (IOException parsedBefore) {
      throw new UncheckedIOException(parsedBefore);
    }
  }

  /** From the start of an object to the value of one of its members. */
  private static void enter(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return;
      }
      parser.skipChildren();
    }
    throw new IllegalStateException("no " + name);
  }
}
