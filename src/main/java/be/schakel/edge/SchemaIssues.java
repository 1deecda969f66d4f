package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a schema validator found, in the words of the error catalogue.
 *
 * <p>Takes from a finding only its place and what the contract says there, never the value: that
 * could be personal data.
 */
final class SchemaIssues {

  /** Beside a {@code oneOf} or {@code anyOf} of the contract: the code that says what it means. */
  static final String PROBLEM = "x-problem";

  /** More would only make the answer longer than anybody reads. */
  private static final int LIMIT = 500;

  private static final Set<String> CHOICES = Set.of("oneOf", "anyOf");
  private static final Comparator<JsonPointer> PLACES = SchemaIssues::comparePlaces;

  private final JsonNode document;

  SchemaIssues(JsonNode document) {
    this.document = document;
  }

  /**
   * Sorted by place, each once. What is of the wrong type is called nothing else as well, and a
   * choice that failed is one issue, not one for each way it could have been met.
   */
  Stream<Issue> of(Collection<ValidationMessage> messages) {
    var wrongType =
        messages.stream()
            .filter(message -> message.getType().equals("type"))
            .map(ValidationMessage::getInstanceLocation)
            .collect(Collectors.toSet());
    return sorted(
        messages.stream()
            .filter(
                message ->
                    message.getType().equals("type")
                        || !wrongType.contains(message.getInstanceLocation()))
            .map(this::issue));
  }

  /** In the order of the places, the elements of a list by number; no more than 500. */
  static Stream<Issue> sorted(Stream<Issue> issues) {
    var order =
        Comparator.comparing((Issue issue) -> JsonPointer.compile(issue.pointer()), PLACES)
            .thenComparing(Issue::code);
    return issues.distinct().sorted(order).limit(LIMIT);
  }

  private static int comparePlaces(JsonPointer left, JsonPointer right) {
    var one = left;
    var other = right;
    while (!one.matches() && !other.matches()) {
      var order = compareSteps(one, other);
      if (order != 0) {
        return order;
      }
      one = one.tail();
      other = other.tail();
    }
    return Boolean.compare(other.matches(), one.matches());
  }

  /**
   * Numbers first, so that names which strangers choose cannot make the order contradict itself.
   */
  private static int compareSteps(JsonPointer one, JsonPointer other) {
    if (one.mayMatchElement() && other.mayMatchElement()) {
      return Integer.compare(one.getMatchingIndex(), other.getMatchingIndex());
    }
    return one.mayMatchElement() == other.mayMatchElement()
        ? one.getMatchingProperty().compareTo(other.getMatchingProperty())
        : Boolean.compare(other.mayMatchElement(), one.mayMatchElement());
  }

  private Issue issue(ValidationMessage message) {
    var place = pointer(message.getInstanceLocation());
    var choice = choice(message);
    if (!choice.isEmpty()) {
      return new Issue(place.toString(), Code.valueOf(choice));
    }
    var rule = message.getSchemaNode();
    return switch (message.getType()) {
      case "required" -> issue(place.appendProperty(message.getProperty()), Code.MISSING);
      case "additionalProperties" ->
          issue(place.appendProperty(message.getProperty()), Code.UNKNOWN_PROPERTY);
      case "type" -> issue(place, Code.WRONG_TYPE, words(rule));
      case "enum" -> issue(place, Code.UNKNOWN_CODE, words(rule));
      case "format" -> format(place, rule.textValue());
      case "pattern" -> issue(place, Code.BAD_PATTERN, rule.asText());
      case "maxLength" -> issue(place, Code.TOO_LONG, rule.asText());
      case "minLength" -> issue(place, Code.TOO_SHORT, rule.asText());
      case "maxItems" -> issue(place, Code.TOO_MANY_ITEMS, rule.asText());
      case "minItems" -> issue(place, Code.TOO_FEW_ITEMS, rule.asText());
      case "uniqueItems" -> issue(place, Code.DUPLICATE_ITEM);
      case "minimum", "maximum" -> {
        var beside = document.at(pointer(message.getSchemaLocation().getFragment()).head());
        yield issue(
            place,
            Code.OUT_OF_RANGE,
            beside.path("minimum").asText(),
            beside.path("maximum").asText());
      }
      default -> issue(place, Code.INVALID_VALUE, rule.isValueNode() ? rule.asText() : "");
    };
  }

  private static Issue format(JsonPointer place, String format) {
    return switch (format) {
      case "date", "partial-date" -> issue(place, Code.INVALID_DATE);
      case "date-time", "day-or-time" -> issue(place, Code.INVALID_TIME);
      case "byte" -> issue(place, Code.BAD_BASE64);
      default -> issue(place, Code.INVALID_VALUE, format);
    };
  }

  private static Issue issue(JsonPointer place, Code code, String... arguments) {
    return new Issue(place.toString(), code, arguments);
  }

  /** The code of the choice a finding belongs to, or empty. */
  private String choice(ValidationMessage message) {
    var rule = message.getSchemaLocation().getFragment();
    for (var length = rule.getNameCount(); length > 0; length--) {
      if (CHOICES.contains(rule.getElement(length - 1))) {
        var schema = JsonPointer.empty();
        for (var i = 0; i < length - 1; i++) {
          schema = schema.appendProperty(rule.getName(i));
        }
        return document.at(schema).path(PROBLEM).asText();
      }
    }
    return "";
  }

  private static JsonPointer pointer(JsonNodePath path) {
    var pointer = JsonPointer.empty();
    for (var i = 0; i < path.getNameCount(); i++) {
      var element = path.getElement(i);
      pointer =
          element instanceof Integer index
              ? pointer.appendIndex(index)
              : pointer.appendProperty(element.toString());
    }
    return pointer;
  }

  private static String words(JsonNode rule) {
    return rule.isArray()
        ? StreamSupport.stream(rule.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "))
        : rule.asText();
  }
}
