package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the sender what of its resource nobody read: a loss that is named can be repaired by
 * telephone.
 *
 * <p>Passed over is what FHIR itself asks for and tells nothing here.
 */
final class Unread {

  private static final Set<String> FORMAL =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "implicitRules",
          "use",
          "display",
          "userSelected",
          "version",
          "rank");

  /** In which language it is written: of the resource, not of what is in it. */
  private static final String LANGUAGE = "language";

  /** Of a reference, an identifier or a provision: not of the resource. */
  private static final String TYPE = "type";

  private static final Map<String, Set<String>> FORMAL_IN =
      Map.of(
          "ServiceRequest",
          Set.of("status", "intent", "contained"),
          "Patient",
          Set.of("active"),
          "Group",
          Set.of("active", "actual", "name", "quantity", "member"),
          "RelatedPerson",
          Set.of("active", "period"),
          "Observation",
          Set.of("status", "category"),
          "Condition",
          Set.of("clinicalStatus", "verificationStatus", "category"),
          "Consent",
          Set.of(
              "status",
              "scope",
              "category",
              "policy",
              "policyRule",
              "sourceReference",
              "sourceAttachment",
              "role"),
          "DocumentReference",
          Set.of("status"),
          "PractitionerRole",
          Set.of("active"),
          "Practitioner",
          Set.of("active"));

  /** Somebody or something nobody refers to. */
  private static final Set<String> ONLY_WHEN_NAMED =
      Set.of("PractitionerRole", "Practitioner", "Organization");

  private final Set<String> read;
  private final Set<String> formal;
  private final Consumer<Issue> found;

  private Unread(Set<String> read, Set<String> formal, Consumer<Issue> found) {
    this.read = read;
    this.formal = formal;
    this.found = found;
  }

  /**
   * @param read the places of the values that were read
   */
  static void tell(Element resource, Set<String> read, Consumer<Issue> found) {
    var type = resource.node().path("resourceType").asText();
    var unread = new Unread(read, FORMAL_IN.getOrDefault(type, Set.of()), found);
    if (ONLY_WHEN_NAMED.contains(type) && !unread.anyRead(resource.node(), resource.path())) {
      unread.lost(resource.path());
    } else {
      unread.walk(resource.node(), resource.path());
    }
  }

  private void walk(JsonNode object, String path) {
    if (read.contains(path)) {
      return;
    }
    object
        .fields()
        .forEachRemaining(
            field -> {
              var name = field.getKey();
              if (!isFormal(name, object.has("resourceType"))
                  && !narrative(name, field.getValue())) {
                member(field.getValue(), path + "." + name, name);
              }
            });
  }

  private boolean isFormal(String name, boolean ofTheResource) {
    return FORMAL.contains(name)
        || formal.contains(name)
        || name.equals(ofTheResource ? LANGUAGE : TYPE);
  }

  private void member(JsonNode value, String path, String name) {
    if (!anyRead(value, path)) {
      modifier(path, name);
    } else if (value.isArray()) {
      for (var i = 0; i < value.size(); i++) {
        var at = path + "[" + i + "]";
        if (!anyRead(value.get(i), at)) {
          modifier(at, name);
        } else {
          walk(value.get(i), at);
        }
      }
    } else {
      walk(value, path);
    }
  }

  private void modifier(String path, String name) {
    if (name.equals("modifierExtension")) {
      found.accept(new Issue(path, Code.UNKNOWN_MODIFIER));
    } else {
      lost(path);
    }
  }

  private void lost(String path) {
    found.accept(new Issue(path, Code.ELEMENT_NOT_STORED));
  }

  private boolean anyRead(JsonNode value, String path) {
    if (read.contains(path)) {
      return true;
    }
    if (value.isArray()) {
      for (var i = 0; i < value.size(); i++) {
        if (anyRead(value.get(i), path + "[" + i + "]")) {
          return true;
        }
      }
      return false;
    }
    for (var fields = value.fields(); fields.hasNext(); ) {
      var field = fields.next();
      if (anyRead(field.getValue(), path + "." + field.getKey())) {
        return true;
      }
    }
    return false;
  }

  /** What a person would read of the resource says no more than its elements. */
  private static boolean narrative(String name, JsonNode value) {
    return name.equals("text") && value.isObject();
  }
}
