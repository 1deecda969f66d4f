package be.schakel.fhir.in;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
   * What stands in {@code Bundle.entry.resource}, by the place of its entry.
   *
   * @param body UTF-8, with or without byte order mark, that parsed as a Bundle
   */
  static Map<Integer, byte[]> of(byte[] body) {
    var resources = new HashMap<Integer, byte[]>();
    try (var parser = JSON.createParser(body)) {
      parser.nextToken();
      if (enter(parser, "entry") && parser.currentToken() == JsonToken.START_ARRAY) {
        for (var index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
          if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (enter(parser, "resource")) {
              var from = (int) parser.currentTokenLocation().getByteOffset();
              parser.skipChildren();
              var to = (int) parser.currentLocation().getByteOffset();
              resources.put(index, Arrays.copyOfRange(body, from, to));
            }
          } else {
            // What is no entry is told elsewhere, and those behind it are
            parser.skipChildren();
          }
        }
      }
    } catch (IOException parsedBefore) {
      throw new UncheckedIOException(parsedBefore);
    }
    return resources;
  }

  /** To the value of the next member of that name; to the end of its object without one. */
  private static boolean enter(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
