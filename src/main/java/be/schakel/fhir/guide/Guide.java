package be.schakel.fhir.guide;

import be.schakel.edge.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The implementation guide: what the way in accepts and the way out gives, as definitions that a
 * FHIR validator reads. The {@code ImplementationGuide} names its parts; they are written by hand
 * under {@code fhir/}, the code lists are derived from the vocabulary.
 *
 * <p>Read when it is first used, and never changed; the trees are not to be changed either.
 */
public final class Guide {

  private static final String ROOT = "ImplementationGuide/schakel";

  private final Map<String, ObjectNode> byTypeAndId = new LinkedHashMap<>();

  private Guide() {
    var guide = file(ROOT);
    byTypeAndId.put(ROOT, guide);
    for (var part : guide.at("/definition/resource")) {
      var name = part.at("/reference/reference").textValue();
      byTypeAndId.put(name, resource(name));
    }
  }

  public static Guide packaged() {
    return Packaged.GUIDE;
  }

  public Optional<ObjectNode> read(String type, String id) {
    return Optional.ofNullable(byTypeAndId.get(type + "/" + id));
  }

  /** The resources of a type, in the order of the guide. */
  public List<ObjectNode> all(String type) {
    return byTypeAndId.values().stream().filter(is(type)).toList();
  }

  /** Everything in it, the guide itself first. */
  public List<ObjectNode> all() {
    return List.copyOf(byTypeAndId.values());
  }

  private static Predicate<JsonNode> is(String type) {
    return resource -> resource.path("resourceType").asText().equals(type);
  }

  private static ObjectNode resource(String name) {
    var type = name.substring(0, name.indexOf('/'));
    var id = name.substring(type.length() + 1);
    return switch (type) {
      case "CodeSystem" -> id.equals("observation") ? file(name) : CodeListToFhir.codeSystem(id);
      case "ValueSet" -> CodeListToFhir.valueSet(id);
      default -> file(name);
    };
  }

  private static ObjectNode file(String name) {
    try (var in = Guide.class.getResourceAsStream("/fhir/" + name + ".json")) {
      return (ObjectNode) Json.MAPPER.readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static final class Packaged {
    static final Guide GUIDE = new Guide();
  }
}
