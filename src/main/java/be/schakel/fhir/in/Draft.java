package be.schakel.fhir.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object of the submission while it is being filled from FHIR elements: each value goes in
 * together with the place it came from.
 *
 * <p>Values go in as they are; the contract is the one to say what is wrong with them.
 */
final class Draft {

  private final ObjectNode object;
  private final String pointer;
  private final Map<String, String> places;

  Draft(ObjectNode object, String pointer, Map<String, String> places) {
    this.object = object;
    this.pointer = pointer;
    this.places = places;
  }

  ObjectNode object() {
    return object;
  }

  String pointer() {
    return pointer;
  }

  boolean has(String name) {
    return object.has(name);
  }

  /** Where a property would be looked for if it is missing. */
  void place(String name, String path) {
    places.put(pointer + "/" + name, path);
  }

  /** Where what is wrong with the whole of it is told. */
  void itself(String path) {
    places.put(pointer, path);
  }

  void text(String name, Optional<Element> from) {
    from.ifPresent(element -> element.text().ifPresent(text -> text(name, text, element.path())));
  }

  void text(String name, String value, String path) {
    object.put(name, value);
    place(name, path);
  }

  /** Keeps the JSON type, so that a wrong one is told by {@link Structure} alone. */
  void flag(String name, Optional<Element> from) {
    from.filter(element -> element.node().isBoolean())
        .ifPresent(
            element -> {
              element.text();
              object.put(name, element.node().booleanValue());
              place(name, element.path());
            });
  }

  /** An object inside. */
  Draft inner(String name, String path) {
    place(name, path);
    return new Draft(object.putObject(name), pointer + "/" + name, places);
  }

  /** One more object of a list. */
  Draft item(String list, String path) {
    var items = object.withArray(list);
    var at = pointer + "/" + list + "/" + items.size();
    places.put(at, path);
    return new Draft(items.addObject(), at, places);
  }

  /** An object of a list that is there already. */
  Draft item(String list, int index) {
    return new Draft(
        (ObjectNode) object.get(list).get(index), pointer + "/" + list + "/" + index, places);
  }

  /** One more text of a list. */
  void add(String list, String value, String path) {
    var items = object.withArray(list);
    places.put(pointer + "/" + list + "/" + items.size(), path);
    items.add(value);
  }

  /** Takes away what was begun and got nothing. */
  static void prune(JsonNode node) {
    node.forEach(Draft::prune);
    if (node instanceof ObjectNode object) {
      var empty = new ArrayList<String>();
      object
          .fields()
          .forEachRemaining(
              field -> {
                if (field.getValue().isObject() && field.getValue().isEmpty()) {
                  empty.add(field.getKey());
                }
              });
      object.remove(empty);
    }
  }
}
