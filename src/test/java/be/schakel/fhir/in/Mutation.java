package be.schakel.fhir.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One change of a tree, chosen by a seed: an element dropped, doubled, retyped or cut short. */
public record Mutation(JsonNode tree, String what) {

  private enum How {
    DROP,
    DUPLICATE,
    RETYPE,
    TRUNCATE
  }

  /** Where something stands: in an object by name, or in a list by number. */
  private record Place(JsonNode parent, String name, int index, String path) {

    JsonNode value() {
      return parent.isObject() ? parent.get(name) : parent.get(index);
    }

    void put(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(name, value);
      } else {
        ((ArrayNode) parent).set(index, value);
      }
    }

    void drop() {
      if (parent instanceof ObjectNode object) {
        object.remove(name);
      } else {
        ((ArrayNode) parent).remove(index);
      }
    }

    void twice() {
      if (parent instanceof ArrayNode array) {
        array.insert(index, value().deepCopy());
      } else {
        var both = JsonNodeFactory.instance.arrayNode();
        put(both.add(value().deepCopy()).add(value().deepCopy()));
      }
    }
  }

  public static Mutation of(JsonNode original, long seed) {
    var random = new Random(seed);
    var tree = original.deepCopy();
    var places = new ArrayList<Place>();
    collect(tree, "Bundle", places);
    var place = places.get(random.nextInt(places.size()));
    var how = How.values()[random.nextInt(How.values().length)];
    switch (how) {
      case DROP -> place.drop();
      case DUPLICATE -> place.twice();
      case RETYPE -> place.put(other(place.value(), random));
      case TRUNCATE -> place.put(shorter(place.value(), random));
    }
    return new Mutation(tree, how + " " + place.path());
  }

  private static void collect(JsonNode node, String path, List<Place> places) {
    if (node.isObject()) {
      node.fieldNames()
          .forEachRemaining(
              name -> {
                places.add(new Place(node, name, 0, path + "." + name));
                collect(node.get(name), path + "." + name, places);
              });
    } else if (node.isArray()) {
      for (var i = 0; i < node.size(); i++) {
        places.add(new Place(node, "", i, path + "[" + i + "]"));
        collect(node.get(i), path + "[" + i + "]", places);
      }
    }
  }

  private static JsonNode other(JsonNode value, Random random) {
    var json = JsonNodeFactory.instance;
    var all =
        List.of(
            IntNode.valueOf(7),
            TextNode.valueOf("other"),
            json.booleanNode(true),
            json.objectNode(),
            json.arrayNode(),
            json.nullNode(),
            json.objectNode().put("other", 1),
            json.arrayNode().add("other"));
    var chosen = all.get(random.nextInt(all.size()));
    return chosen.equals(value) ? json.nullNode() : chosen;
  }

  private static JsonNode shorter(JsonNode value, Random random) {
    if (value.isTextual()) {
      var text = value.textValue();
      return TextNode.valueOf(text.substring(0, random.nextInt(Math.max(1, text.length()))));
    }
    if (value instanceof ArrayNode array) {
      var rest = JsonNodeFactory.instance.arrayNode();
      for (var i = 0; i < array.size() / 2; i++) {
        rest.add(array.get(i));
      }
      return rest;
    }
    if (value instanceof ObjectNode object) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      object.remove(names.subList((names.size() + 1) / 2, names.size()));
      return object;
    }
    return JsonNodeFactory.instance.nullNode();
  }
}
