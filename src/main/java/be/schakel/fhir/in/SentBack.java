package be.schakel.fhir.in;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.R4;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whether what comes back in an update is what the gateway shows (R4 http, "update"). Texts beside
 * codes follow the reader's language, and do not count. Pure.
 */
final class SentBack {

  private SentBack() {}

  /** A resource as the gateway shows it now. */
  static ObjectNode shown(Resource ours) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(R4.json().encodeResourceToString(ours));
    } catch (JsonProcessingException ourOwn) {
      throw new IllegalStateException("our own resource does not read");
    }
  }

  static boolean isSame(ObjectNode sent, ObjectNode shown, String name) {
    return plain(sent, name).equals(plain(shown, name));
  }

  /** One element alone. */
  static ObjectNode plain(ObjectNode from, String name) {
    var only = from.deepCopy().retain(name);
    TaskToMove.withoutTexts(only);
    return only;
  }
}
