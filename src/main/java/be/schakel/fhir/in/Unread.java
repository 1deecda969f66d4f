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
      Set.of("resourceType", "id", "meta", "use", "display", "userSelected", "version", "rank");

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

  /** Where it would be kept instead, if not in the words of the report. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "Patient.contact", "RelatedPerson",
          "Patient.photo", "DocumentReference",
          "ServiceRequest.supportingInfo", "DocumentReference",
          "DocumentReference.type", "DocumentReference.content.attachment.title");

  private static final String WORDS = "ServiceRequest.note";

  /** An answer goes to a report that was sent before. */
  private static final String WORDS_OF_AN_ANSWER = "Communication.payload";

  private final Element resource;
  private final String type;
  private final Set<String> read;
  private final Consumer<Issue> found;

  private Unread(Element resource, Set<String> read, Consumer<Issue> found) {
    this.resource = resource;
    this.type = resource.node().path("resourceType").asText();
    this.read = read;
    this.found = found;
  }

  /**
   * @param read the places of the values that were read
   */
  static void tell(Element resource, Set<String> read, Consumer<Issue> found) {
    var unread = new Unread(resource, read, found);
    if (ONLY_WHEN_NAMED.contains(unread.type)
        && !unread.anyRead(resource.node(), resource.path())) {
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
        || FORMAL_IN.getOrDefault(type, Set.of()).contains(name)
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
    found.accept(lost(path, type + path.substring(resource.path().length())));
  }

  /**
   * @param element with the type that it is of, such as {@code Patient.telecom[0]}
   */
  static Issue lost(String path, String element) {
    var name = element.replaceAll("\\[\\d+]", "");
    var words = name.startsWith("Communication") ? WORDS_OF_AN_ANSWER : WORDS;
    return new Issue(path, Code.ELEMENT_NOT_STORED, name, INSTEAD.getOrDefault(name, words));
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
