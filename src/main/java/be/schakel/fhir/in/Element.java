package be.schakel.fhir.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One element of an incoming resource, with its place as FHIRPath.
 *
 * <p>Total: what is absent or has another JSON type than FHIR gives it reads as empty, since {@link
 * Structure} tells of it. Remembers which values were read, so that what nobody read can be told to
 * the sender instead of being lost in silence.
 */
final class Element {

  private final JsonNode node;
  private final String path;
  private final Set<String> read;

  Element(JsonNode node, String path, Set<String> read) {
    this.node = node;
    this.path = path;
    this.read = read;
  }

  JsonNode node() {
    return node;
  }

  /** Such as {@code Bundle.entry[0].resource.name[0].family}. */
  String path() {
    return path;
  }

  boolean has(String name) {
    return node.has(name);
  }

  /** The place of a child that may not be there. */
  String path(String name) {
    return path + "." + name;
  }

  /** The elements of that name, one or many. */
  List<Element> all(String name) {
    var child = node.path(name);
    var place = path(name);
    if (child.isArray()) {
      var elements = new ArrayList<Element>(child.size());
      for (var i = 0; i < child.size(); i++) {
        elements.add(new Element(child.get(i), place + "[" + i + "]", read));
      }
      return elements;
    }
    return child.isMissingNode() ? List.of() : List.of(new Element(child, place, read));
  }

  /** The first of that name. */
  Optional<Element> one(String name) {
    return all(name).stream().findFirst();
  }

  /** The first of that name, or one with nothing in it. */
  Element at(String name) {
    return one(name).orElseGet(() -> new Element(MissingNode.getInstance(), path(name), read));
  }

  /** Itself and everything in it. */
  Stream<Element> deep() {
    return Stream.concat(Stream.of(this), children().flatMap(Element::deep));
  }

  /** The elements right in it, in order. */
  Stream<Element> children() {
    return names().flatMap(name -> all(name).stream());
  }

  private Stream<String> names() {
    return StreamSupport.stream(((Iterable<String>) () -> node.fieldNames()).spliterator(), false);
  }

  /** The choice {@code value[x]}, whatever its type. */
  Optional<Element> choice(String prefix) {
    return names()
        .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
        .findFirst()
        .flatMap(this::one);
  }

  /** Its value as text, and from now on it counts as read. */
  Optional<String> text() {
    if (!node.isValueNode() || node.isNull()) {
      return Optional.empty();
    }
    read.add(path);
    return Optional.of(node.asText());
  }

  /** The value of the first of that name. */
  Optional<String> text(String name) {
    return one(name).flatMap(Element::text);
  }

  boolean is(String name, String value) {
    return node.path(name).asText().equals(value);
  }

  /** Everything in it counts as read. */
  void readWhole() {
    read.add(path);
  }

  @Override
  public String toString() {
    return path;
  }

  /** A JSON pointer into a resource as FHIRPath. */
  static String path(String type, String pointer) {
    var path = new StringBuilder(type);
    for (var step : pointer.split("/", -1)) {
      if (step.matches("\\d+")) {
        path.append('[').append(step).append(']');
      } else if (!step.isEmpty()) {
        path.append('.').append(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return path.toString();
  }
}
