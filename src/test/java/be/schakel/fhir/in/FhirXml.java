package be.schakel.fhir.in;

import be.schakel.fhir.guide.R4;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A resource in FHIR JSON as FHIR XML (R4 xml, "XML representation of resources"), its elements in
 * the order that R4 has. It also writes what no parser would read, as a broken sender might.
 */
final class FhirXml {

  private static final List<String> FIRST_OF_RESOURCE =
      List.of("id", "meta", "implicitRules", "language", "text", "contained");
  private static final List<String> FIRST = List.of("extension", "modifierExtension");

  private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

  private FhirXml() {}

  static String of(JsonNode resource) {
    var written = new FhirXml();
    written.resource(resource, " xmlns=\"http://hl7.org/fhir\"");
    return written.xml.toString();
  }

  private void resource(JsonNode resource, String namespace) {
    var type = resource.path("resourceType").asText();
    var name = name(type);
    xml.append('<').append(name).append(namespace).append('>');
    members(
        resource,
        Structure.known(type) ? R4.CONTEXT.getResourceDefinition(type) : null,
        List.of("resourceType"));
    xml.append("</").append(name).append('>');
  }

  private void members(
      JsonNode object, BaseRuntimeElementCompositeDefinition<?> definition, List<String> without) {
    var names = new LinkedHashSet<String>();
    object.fieldNames().forEachRemaining(name -> names.add(name.replaceFirst("^_", "")));
    without.forEach(names::remove);
    var order = new ArrayList<String>();
    if (object.has("resourceType")) {
      order.addAll(FIRST_OF_RESOURCE);
    }
    order.addAll(FIRST);
    if (definition != null) {
      definition.getChildren().forEach(child -> order.addAll(child.getValidChildNames()));
    }
    names.stream()
        .sorted(Comparator.comparingInt(name -> (order.indexOf(name) + 999) % 1000))
        .forEach(
            name ->
                each(name, object.path(name), object.path("_" + name), child(definition, name)));
  }

  private static BaseRuntimeElementCompositeDefinition<?> child(
      BaseRuntimeElementCompositeDefinition<?> within, String name) {
    if (FIRST.contains(name)) {
      return (BaseRuntimeElementCompositeDefinition<?>)
          R4.CONTEXT.getElementDefinition("Extension");
    }
    var child = within == null ? null : within.getChildByName(name);
    return child != null
            && child.getChildByName(name) instanceof BaseRuntimeElementCompositeDefinition<?> of
        ? of
        : null;
  }

  private void each(
      String name,
      JsonNode value,
      JsonNode shadow,
      BaseRuntimeElementCompositeDefinition<?> definition) {
    if (!value.isArray() && !shadow.isArray()) {
      element(name, value, shadow, definition);
      return;
    }
    for (var i = 0; i < Math.max(value.size(), shadow.size()); i++) {
      each(name, value.path(i), shadow.path(i), definition);
    }
  }

  private void element(
      String given,
      JsonNode value,
      JsonNode shadow,
      BaseRuntimeElementCompositeDefinition<?> definition) {
    var name = name(given);
    if (name.equals("div") && value.asText().startsWith("<")) {
      xml.append(value.asText());
      return;
    }
    xml.append('<').append(name);
    if (value.isObject() && value.has("resourceType")) {
      xml.append('>');
      resource(value, "");
    } else {
      var holder = value.isObject() ? value : shadow;
      var attributes = FIRST.contains(name) ? List.of("id", "url") : List.of("id");
      attributes.stream()
          .filter(attribute -> holder.path(attribute).isValueNode())
          .forEach(attribute -> attribute(attribute, holder.path(attribute)));
      if (value.isValueNode() && !value.isNull()) {
        attribute("value", value);
      }
      xml.append('>');
      members(holder.isObject() ? holder : MissingNode.getInstance(), definition, attributes);
    }
    xml.append("</").append(name).append('>');
  }

  private void attribute(String name, JsonNode value) {
    xml.append(' ').append(name).append("=\"").append(escaped(value.asText())).append('"');
  }

  /** Line ends too: a parser would make spaces of them. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;")
        .replace("\r", "&#13;")
        .replace("\t", "&#9;");
  }

  /** No sender can write an element that has no name. */
  private static String name(String given) {
    return given.matches("[A-Za-z][A-Za-z0-9]*") ? given : "other";
  }
}
