package be.schakel.edge;

import be.schakel.problem.Issue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Holds what the server answered against the contract, more strictly than a client should: an
 * answer with a property that the contract does not name has drifted away from it.
 */
public final class ContractAnswers {

  private static final Contract STRICT = strict();

  private ContractAnswers() {}

  /**
   * What is wrong with a value of a schema, properties that the contract does not name included.
   */
  public static List<Issue> check(String schema, JsonNode value) {
    return STRICT.check(schema, value);
  }

  /**
   * What is wrong with an answer; empty when it is as the contract says.
   *
   * @param path as requested, without query
   * @param contentType as answered, with its parameters; empty when there is no body
   */
  public static List<String> check(
      String method, String path, int status, String contentType, JsonNode body) {
    var operation = operation(method, path);
    if (operation.isEmpty()) {
      return List.of("no operation " + method + " " + path);
    }
    var response = resolve(response(operation.get(), status));
    if (response.isMissingNode()) {
      return List.of("no response " + status);
    }
    var content = response.path("content");
    var type = contentType.split(";")[0].trim().toLowerCase(Locale.ROOT);
    if (type.isEmpty() && content.isMissingNode() || content.has("*/*")) {
      return List.of();
    }
    if (!content.has(type)) {
      return List.of("no content " + contentType + " for " + status);
    }
    var reference = content.get(type).at("/schema/$ref").asText();
    return reference.isEmpty()
        ? List.of()
        : check(reference.substring(reference.lastIndexOf('/') + 1), body).stream()
            .map(Issue::toString)
            .toList();
  }

  private static Optional<JsonNode> operation(String method, String path) {
    var paths = Contract.packaged().document().get("paths");
    var names = (Iterable<String>) paths::fieldNames;
    return StreamSupport.stream(names.spliterator(), false)
        .filter(template -> matches(template, path))
        .filter(template -> paths.get(template).has(method.toLowerCase(Locale.ROOT)))
        // What is written out goes before a place to fill, from the left (JAX-RS 3.7.2)
        .min(Comparator.comparing(template -> template.replaceAll("\\{[^}]*}", "\uffff")))
        .map(template -> paths.get(template).get(method.toLowerCase(Locale.ROOT)));
  }

  private static boolean matches(String template, String path) {
    var pattern =
        Pattern.compile(Pattern.quote(template).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q"));
    return pattern.matcher(path).matches();
  }

  private static JsonNode response(JsonNode operation, int status) {
    var responses = operation.get("responses");
    var exact = responses.path(Integer.toString(status));
    return exact.isMissingNode() && status >= 400 ? responses.path("default") : exact;
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref")
        ? Contract.packaged().document().at(node.get("$ref").textValue().substring(1))
        : node;
  }

  private static Contract strict() {
    var document = Contract.packaged().document().deepCopy();
    close(document.at("/components/schemas"));
    return new Contract(document);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.path("properties").isObject()
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    node.forEach(ContractAnswers::close);
  }
}
