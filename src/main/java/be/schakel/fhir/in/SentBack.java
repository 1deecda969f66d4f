package be.schakel.fhir.in;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.R4;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whether what comes back in an update is what the gateway shows (R4 http, "update"). Texts beside
 * codes follow the reader's language, and do not count. Pure.
 */
final class SentBack {

  /** What says how the resource is shown, and what an update is for. */
  private static final Set<String> FORMAL =
      Set.of("resourceType", "id", "meta", "language", "text", "contained", "extension", "status");

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
   * The elements that the gateway does not show, which would be lost.
   *
   * @param said those that are compared anyway
   */
  static Stream<String> added(ObjectNode sent, ObjectNode shown, Collection<String> said) {
    var names = new ArrayList<String>();
    sent.fieldNames().forEachRemaining(name -> names.add(name.replaceFirst("^_", "")));
    return names.stream()
        .filter(name -> !FORMAL.contains(name) && !said.contains(name) && !shown.has(name));
  }

  /**
   * Tells of every element that is otherwise than it was read.
   *
   * @throws SchakelProblem {@link Code#ONLY_STATUS_MAY_CHANGE} when there is any
   */
  static void refuse(String type, Stream<String> otherwise) {
    var issues =
        otherwise
            .distinct()
            .map(name -> new Issue(type + "." + name, Code.ONLY_STATUS_MAY_CHANGE))
            .toList();
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
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
