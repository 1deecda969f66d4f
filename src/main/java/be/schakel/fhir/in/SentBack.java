package be.schakel.fhir.in;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.R4;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whether what comes back in an update is what the gateway shows (R4 http, "update"). Texts beside
 * codes follow the reader's language, and do not count. Pure.
 */
final class SentBack {

  /** What says how the resource is shown, and what an update is for. */
  private static final Set<String> FORMAL =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "implicitRules",
          "language",
          "text",
          "contained",
          "extension",
          "status");

  private SentBack() {}

  /** A resource as the gateway shows it now. */
  static ObjectNode shown(Resource ours) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(R4.json().encodeResourceToString(ours));
    } catch (JsonProcessingException ourOwn) {
      throw new IllegalStateException("our own resource does not read");
    }
  }

  /**
   * Whether it has no element that the gateway does not show, which would be lost.
   *
   * @param said those that are compared anyway
   */
  static boolean addsNothing(ObjectNode sent, ObjectNode shown, Collection<String> said) {
    for (var names = sent.fieldNames(); names.hasNext(); ) {
      var name = names.next().replaceFirst("^_", "");
      if (!FORMAL.contains(name) && !said.contains(name) && !shown.has(name)) {
        return false;
      }
    }
    return true;
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
