package be.schakel.fhir.in;

import be.schakel.fhir.guide.KnownCodes;
import be.schakel.fhir.guide.Systems;
import be.schakel.medical.ContentTypes;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What R4 asks of one object beyond the shape of its elements: what has to be there, and the rules
 * between elements (constraints such as {@code ext-1}) that a report can meet. Pure.
 *
 * <p>What is missing and could only say one thing is supplied, and remarked on.
 */
final class R4Rules {

  /** Required by R4, and sayable in one way only in a report: what it then counts as. */
  private static final Map<String, String> SUPPLIED =
      Map.ofEntries(
          Map.entry("Bundle.entry.fullUrl", "urn:uuid:"),
          Map.entry("Bundle.entry.request.method", "POST"),
          Map.entry("Bundle.entry.request.url", "[type]"),
          Map.entry("Condition.subject", "Patient"),
          Map.entry("Consent.category", "http://loinc.org#59284-0"),
          Map.entry("Consent.policy", Systems.OWN + "policy/consent"),
          Map.entry("Consent.provision.actor.role", "IRCP"),
          Map.entry("Consent.scope", "patient-privacy"),
          Map.entry("ContactPoint.system", "other"),
          Map.entry("DocumentReference.status", "current"),
          Map.entry("Group.actual", "true"),
          Map.entry("Group.type", "person"),
          Map.entry("Narrative.div", "<div/>"),
          Map.entry("Narrative.status", "generated"),
          Map.entry("Observation.status", "final"),
          Map.entry("RelatedPerson.patient", "Patient"),
          Map.entry("ServiceRequest.intent", "order"),
          Map.entry("ServiceRequest.status", "active"),
          Map.entry("Subscription.criteria", "Task"),
          Map.entry("Subscription.reason", "-"),
          Map.entry("Subscription.status", "requested"));

  /**
   * A resource inside, one elsewhere, or a search for one (R4 references, "Literal References");
   * and a UUID whose scheme is in capitals, as a URN may be (RFC 8141).
   */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "#.*|(?i:urn:uuid:).+|([A-Z][A-Za-z]+)(/[A-Za-z0-9.-]{1,64}(/_history/[^/]*)?|\\?.*)");

  /** Characters of base64, whole groups of four, that are enough to see what a document is. */
  private static final int TYPED = 1024;

  /** Its type alone is required, and told by who knows what else is said of it. */
  private static final String BINARY = "Binary";

  private static final String STATUS = "http://terminology.hl7.org/CodeSystem/condition-";

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
    rules.contained();
    rules.language();
  }

  private void required(String type, BaseRuntimeElementCompositeDefinition<?> definition) {
    for (var each : REQUIRED.computeIfAbsent(definition, R4Rules::requiredOf)) {
      if (each.names().stream().noneMatch(name -> object.has(name) || object.has("_" + name))
          && !type.equals(BINARY)) {
        missing(each.element(), type);
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
      case "ContactPoint" -> needs("value", "system", type); // cpt-2
      case "Attachment" -> { // att-1
        if (object.has("data") && !object.has("contentType")) {
          wrong("contentType", Code.VALUE_NORMALISED, typeOf(object, Optional.empty()));
        }
      }
      case "Period" -> period();
      case "Identifier" -> identifier();
      case "Reference" -> reference();
      case "Condition" -> {
        ofSystem("clinicalStatus", STATUS + "clinical");
        ofSystem("verificationStatus", STATUS + "ver-status");
      }
      case "Consent" -> { // ppc-1
        if (!object.has("policy") && !object.has("policyRule")) {
          missing("policy", type);
        }
      }
      case "Organization" -> { // org-1
        if (!object.has("name") && !object.has("identifier")) {
          missing("name", type);
        }
      }
      case "Patient.contact" -> { // pat-1
        if (Stream.of("name", "telecom", "address", "organization").noneMatch(object::has)) {
          missing("name", type);
        }
      }
      case "Observation" -> excludes("dataAbsentReason", "value"); // obs-6
      case "ServiceRequest" -> needs("orderDetail", "code", type); // prr-1
      case "Bundle.entry" -> {
        if (object.has("resource") && !object.has("fullUrl")) {
          missing("fullUrl", type);
        }
      }
      default -> {}
    }
  }

  /** dom-3: what is inside belongs to what it is in. */
  private void contained() {
    var inside = object.path("contained");
    for (var i = 0; inside.isArray() && i < inside.size(); i++) {
      if (!names(object, "#" + inside.get(i).path("id").asText()) && !names(inside.get(i), "#")) {
        wrong("contained[" + i + "]", Code.RESOURCE_NOT_REFERENCED);
      }
    }
  }

  /** Whether it has this reference anywhere. */
  private static boolean names(JsonNode node, String reference) {
    if (node.isTextual()) {
      return node.textValue().equals(reference);
    }
    for (var each : node) {
      if (names(each, reference)) {
        return true;
      }
    }
    return false;
  }

  /** Of a resource or an attachment: a code of BCP 47. */
  private void language() {
    var language = object.path("language");
    if (language.isTextual() && !KnownCodes.isLanguage(language.textValue())) {
      wrong("language", Code.UNKNOWN_CODE, "BCP 47");
    }
  }

  private void identifier() {
    var system = object.path("system");
    if (system.isTextual() && !Addresses.isAbsolute(system.textValue())) {
      wrong("system", Code.INVALID_VALUE, "uri");
    }
  }

  private void reference() {
    var literal = object.path("reference");
    if (literal.isTextual()
        && !Addresses.isAbsolute(literal.textValue())
        && !REFERENCE.matcher(literal.textValue()).matches()) {
      wrong("reference", Code.REFERENCE_UNRESOLVED);
    }
    var type = object.path("type");
    if (type.isTextual()
        && !Addresses.isAbsolute(type.textValue())
        && !Structure.known(type.textValue())) {
      wrong("type", Code.UNKNOWN_RESOURCE_TYPE);
    }
  }

  /** A concept that has to have a code of one system (a required binding). */
  private void ofSystem(String name, String system) {
    var concept = object.path(name);
    if (concept.isObject() && !concept.findValuesAsText("system").contains(system)) {
      wrong(name, Code.WRONG_SYSTEM, system);
    }
  }

  /** ext-1: a value or extensions, not both. */
  private void extension() {
    var parts = object.has("extension");
    var value = has("value");
    if (parts && value) {
      wrong("extension", Code.NOT_TOGETHER, "extension", "value");
    } else if (!parts && !value) {
      missing("value", "Extension");
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
        wrong("end", Code.PERIOD_REVERSED);
      }
    } catch (DateTimeException toldByTheStructure) {
      return;
    }
  }

  private void needs(String one, String other, String type) {
    if (object.has(one) && !object.has(other)) {
      missing(other, type);
    }
  }

  private void excludes(String one, String other) {
    if (object.has(one) && has(other)) {
      wrong(one, Code.NOT_TOGETHER, one, other);
    }
  }

  /**
   * What the {@code data} of an attachment or Binary that has no type is kept as.
   *
   * @param named what is said of it elsewhere
   */
  static String typeOf(JsonNode holder, Optional<String> named) {
    var begin = holder.path("data").asText().replaceAll("\\s", "");
    try {
      var head = begin.substring(0, Math.min(begin.length(), TYPED));
      return ContentTypes.of(named, Base64.getDecoder().decode(head));
    } catch (IllegalArgumentException toldByTheContract) {
      return ContentTypes.of(named, new byte[0]);
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

  private void missing(String name, String type) {
    Optional.ofNullable(SUPPLIED.get(type + "." + name))
        .ifPresentOrElse(
            value -> wrong(name, Code.VALUE_NORMALISED, value), () -> wrong(name, Code.MISSING));
  }

  private void wrong(String name, Code code, String... arguments) {
    found.accept(new Issue(path + "." + name, code, arguments));
  }
}
