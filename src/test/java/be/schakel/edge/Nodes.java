package be.schakel.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/** Walks over JSON documents. */
final class Nodes {

  private Nodes() {}

  /** Every node, itself first, each with the name of its property (empty in a list). */
  static void visit(JsonNode node, BiConsumer<String, JsonNode> each) {
    visit("", node, each);
  }

  private static void visit(String name, JsonNode node, BiConsumer<String, JsonNode> each) {
    each.accept(name, node);
    if (node.isObject()) {
      node.fields().forEachRemaining(field -> visit(field.getKey(), field.getValue(), each));
    } else {
      node.forEach(element -> visit("", element, each));
    }
  }

  /** The last step of a reference. */
  static String last(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
