package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What R4 asks of one object beyond the shape of its elements: what has to be there, and the rules
 * between elements (constraints such as {@code ext-1}) that a report can meet. Pure.
 *
 * <p>What is missing and could only say one thing is supplied, and remarked on.
 */
final class R4Rules {

  /** Required by R4, and sayable in one way only in a report. */
  private static final Set<String> SUPPLIED =
      Set.of(
          "Binary.contentType",
          "Bundle.entry.request.method",
          "Bundle.entry.request.url",
          "Condition.subject",
          "Consent.category",
          "Consent.provision.actor.role",
          "Consent.scope",
          "DocumentReference.status",
          "Group.actual",
          "Group.type",
          "Narrative.div",
          "Narrative.status",
          "Observation.status",
          "RelatedPerson.patient",
          "ServiceRequest.intent",
          "ServiceRequest.status",
          "Subscription.criteria",
          "Subscription.reason",
          "Subscription.status");

  private static final Map<BaseRuntimeElementCompositeDefinition<?>, List<Required>> REQUIRED =
      new ConcurrentHashMap<>();

  private final JsonNode object;
  private final String path;
  private final Consumer<Issue> found;

  /**
   * An element that has to be there.
   *
   * @param names those it may have, where it is a choice
   */
  private record Required(String element, Set<String> names) {}

  private R4Rules(JsonNode object, String path, Consumer<Issue> found) {
    this.object = object;
    this.path = path;
    this.found = found;
  }

  /**
   * @param type where the object is defined, such as {@code Consent.provision} or {@code Period}
   */
  static void check(
      JsonNode object,
      String path,
      String type,
      BaseRuntimeElementCompositeDefinition<?> definition,
      Consumer<Issue> found) {
    var rules = new R4Rules(object, path, found);
    rules.required(type, definition);
    rules.between(type);
  }

  private void required(String type, BaseRuntimeElementCompositeDefinition<?> definition) {
    for (var each : REQUIRED.computeIfAbsent(definition, R4Rules::requiredOf)) {
      if (each.names().stream().noneMatch(name -> object.has(name) || object.has("_" + name))) {
        missing(each.element(), SUPPLIED.contains(type + "." + each.element()));
      }
    }
  }

  private static List<Required> requiredOf(BaseRuntimeElementCompositeDefinition<?> definition) {
    return definition.getChildren().stream()
        .filter(child -> child.getMin() > 0)
        .map(
            child ->
                new Required(
                    child.getElementName().replace("[x]", ""),
                    Set.copyOf(child.getValidChildNames())))
        .toList();
  }

  private void between(String type) {
    switch (type) {
      case "Extension" -> extension();
      case "ContactPoint" -> needs("value", "system", true); // cpt-2
      case "Attachment" -> needs("data", "contentType", true); // att-1
      case "Period" -> period();
      case "Consent" -> { // ppc-1
        if (!object.has("policy") && !object.has("policyRule")) {
          missing("policy", true);
        }
      }
      case "Organization" -> { // org-1
        if (!object.has("name") && !object.has("identifier")) {
          missing("name", false);
        }
      }
      case "Observation" -> excludes("dataAbsentReason", "value"); // obs-6
      case "ServiceRequest" -> needs("orderDetail", "code", false); // prr-1
      case "Bundle.entry" -> {
        if (object.has("resource") && !object.has("fullUrl")) {
          missing("fullUrl", true);
        }
      }
      default -> {}
    }
  }

  /** ext-1: a value or extensions, not both. */
  private void extension() {
    var parts = object.has("extension");
    var value = has("value");
    if (parts && value) {
      wrong("extension", Code.UNKNOWN_PROPERTY);
    } else if (!parts && !value) {
      missing("value", false);
    }
  }

  /** per-1, as far as both are said equally finely. */
  private void period() {
    var start = object.path("start").asText();
    var end = object.path("end").asText();
    try {
      var late =
          start.contains("T") && end.contains("T")
              ? OffsetDateTime.parse(start).isAfter(OffsetDateTime.parse(end))
              : start.length() == end.length() && start.compareTo(end) > 0;
      if (late) {
        wrong("end", Code.FROM_AFTER_TO);
      }
    } catch (DateTimeException toldByTheStructure) {
      return;
    }
  }

  private void needs(String one, String other, boolean supplied) {
    if (object.has(one) && !object.has(other)) {
      missing(other, supplied);
    }
  }

  private void excludes(String one, String other) {
    if (object.has(one) && has(other)) {
      wrong(one, Code.UNKNOWN_PROPERTY);
    }
  }

  /** Whether a choice is made. */
  private boolean has(String prefix) {
    for (var names = object.fieldNames(); names.hasNext(); ) {
      var name = names.next();
      if (name.startsWith(prefix) || name.startsWith("_" + prefix)) {
        return true;
      }
    }
    return false;
  }

  private void missing(String name, boolean supplied) {
    wrong(name, supplied ? Code.VALUE_NORMALISED : Code.MISSING);
  }

  private void wrong(String name, Code code) {
    found.accept(new Issue(path + "." + name, code));
  }
}
