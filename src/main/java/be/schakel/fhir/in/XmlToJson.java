package be.schakel.fhir.in;

import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.fhir.guide.R4;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A resource in FHIR XML as the same resource in FHIR JSON (R4 json, "JSON representation of
 * resources"), so that both forms go one way in.
 *
 * <p>It forgives nothing: what R4 does not know is carried over under a name that it does not know
 * either, so that {@link Structure} tells of it, with its place. There are no document types, so no
 * entities either: XML that has one is refused before anything of it is read. Pure.
 */
public final class XmlToJson {

  private static final String FHIR = "http://hl7.org/fhir";
  private static final int LEVELS = 100;
  private static final XMLInputFactory XML = hardened();
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
  private static final Set<String> ALWAYS_LISTS =
      Set.of("extension", "modifierExtension", "contained");

  private static final Set<String> HOLDERS = Set.of("contained", "resource", "outcome");

  private final XMLStreamReader in;
  private int values;

  private XmlToJson(XMLStreamReader in) {
    this.in = in;
  }

  /** One element: a value, what hangs on a primitive value, or both. */
  private record Value(JsonNode value, ObjectNode shadow) {}

  private static XMLInputFactory hardened() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside is read");
        });
    return factory;
  }

  /**
   * @param xml in UTF-8, with or without byte order mark
   * @throws SchakelProblem when it is no XML, or has more values or levels than a body may
   */
  public static byte[] convert(byte[] xml) {
    try {
      var reader = XML.createXMLStreamReader(new StringReader(text(xml)));
      return Json.MAPPER.writeValueAsBytes(new XmlToJson(reader).document());
    } catch (XMLStreamException broken) {
      // The cause quotes the body, so it goes no further
      throw malformed(broken.getLocation());
    } catch (JsonProcessingException noText) {
      throw SchakelProblem.of(Code.MALFORMED_BODY);
    }
  }

  private static SchakelProblem malformed(Location at) {
    return at == null
        ? SchakelProblem.of(Code.MALFORMED_BODY)
        : SchakelProblem.of(
            Code.MALFORMED_BODY,
            Integer.toString(at.getLineNumber()),
            Integer.toString(at.getColumnNumber()));
  }

  private static String text(byte[] xml) {
    if (xml.length == 0) {
      throw SchakelProblem.of(Code.BODY_MISSING);
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml));
      if (text.hasRemaining() && text.charAt(0) == '\uFEFF') {
        text.get();
      }
      return text.toString();
    } catch (CharacterCodingException notUtf8) {
      throw SchakelProblem.of(Code.NOT_UTF8);
    }
  }

  private ObjectNode document() throws XMLStreamException {
    while (in.next() != XMLStreamConstants.START_ELEMENT) {
      refuseDoctype();
    }
    if (!FHIR.equals(in.getNamespaceURI())) {
      throw SchakelProblem.of(
          List.of(new Issue(in.getLocalName(), Code.INVALID_VALUE, "xmlns=\"" + FHIR + "\"")));
    }
    var root = resource(1);
    while (in.hasNext()) {
      in.next();
      refuseDoctype();
    }
    return root;
  }

  private void refuseDoctype() {
    if (in.getEventType() == XMLStreamConstants.DTD
        || in.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
      throw SchakelProblem.of(Code.DOCTYPE_NOT_TAKEN);
    }
  }

  private ObjectNode resource(int level) throws XMLStreamException {
    var type = in.getLocalName();
    var object = JsonNodeFactory.instance.objectNode().put("resourceType", type);
    var known = Structure.known(type) ? R4.CONTEXT.getResourceDefinition(type) : null;
    attributes(object, Set.of());
    members(object, known, level);
    return object;
  }

  /** What the element at hand holds besides its attributes; ends behind it. */
  private void members(
      ObjectNode object, BaseRuntimeElementCompositeDefinition<?> definition, int level)
      throws XMLStreamException {
    if (level > LEVELS) {
      throw SchakelProblem.of(Code.TOO_DEEP, Integer.toString(LEVELS));
    }
    var members = new LinkedHashMap<String, List<Value>>();
    var lists = new LinkedHashMap<String, Boolean>();
    while (in.next() != XMLStreamConstants.END_ELEMENT) {
      refuseDoctype();
      if (in.isStartElement()) {
        var name = name();
        var child = definition == null ? null : definition.getChildByName(name);
        lists.put(name, ALWAYS_LISTS.contains(name) || child != null && child.getMax() != 1);
        members.computeIfAbsent(name, any -> new ArrayList<>()).add(element(name, child, level));
      } else if (in.isCharacters() && !in.getText().isBlank()) {
        object.put("#text", "");
      }
    }
    members.forEach((name, values) -> put(object, name, values, lists.get(name)));
  }

  private String name() {
    var narrative = "http://www.w3.org/1999/xhtml".equals(in.getNamespaceURI());
    var known = FHIR.equals(in.getNamespaceURI()) || narrative && in.getLocalName().equals("div");
    return known ? in.getLocalName() : "other:" + in.getLocalName();
  }

  private Value element(String name, BaseRuntimeChildDefinition child, int level)
      throws XMLStreamException {
    if (++values > JsonBody.VALUES) {
      throw SchakelProblem.of(
          List.of(new Issue("", Code.TOO_MANY_ITEMS, Integer.toString(JsonBody.VALUES))));
    }
    if (Character.isUpperCase(name.charAt(0))) {
      return new Value(resource(level + 1), null);
    }
    if (name.equals("div")) {
      return new Value(JsonNodeFactory.instance.textNode(Xhtml.copy(in, LEVELS)), null);
    }
    if (name.equals("extension") || name.equals("modifierExtension")) {
      return composite(R4.CONTEXT.getElementDefinition("Extension"), Set.of("id", "url"), level);
    }
    var definition = child == null ? null : child.getChildByName(name);
    var holdsMore =
        definition == null
            ? in.getAttributeValue(null, "value") == null
            : definition instanceof BaseRuntimeElementCompositeDefinition<?>
                || !Structure.primitive(definition);
    return holdsMore ? composite(definition, Set.of("id"), level) : primitive(definition, level);
  }

  private Value composite(
      BaseRuntimeElementDefinition<?> definition, Set<String> attributes, int level)
      throws XMLStreamException {
    var holder = HOLDERS.contains(in.getLocalName());
    var object = JsonNodeFactory.instance.objectNode();
    attributes(object, attributes);
    members(
        object,
        definition instanceof BaseRuntimeElementCompositeDefinition<?> composite ? composite : null,
        level + 1);
    return new Value(holder ? resourceIn(object) : object, null);
  }

  /** In XML a resource stands inside the element it belongs to, in JSON in its place. */
  private static JsonNode resourceIn(ObjectNode object) {
    if (object.size() == 1) {
      var only = object.fields().next();
      if (Character.isUpperCase(only.getKey().charAt(0))) {
        return only.getValue();
      }
    }
    return object;
  }

  private Value primitive(BaseRuntimeElementDefinition<?> definition, int level)
      throws XMLStreamException {
    var text = in.getAttributeValue(null, "value");
    var shadow = JsonNodeFactory.instance.objectNode();
    attributes(shadow, Set.of("id", "value"));
    shadow.remove("value");
    members(shadow, null, level + 1);
    return new Value(
        text == null ? null : value(text, definition == null ? "string" : definition.getName()),
        shadow.isEmpty() ? null : shadow);
  }

  private static JsonNode value(String text, String type) {
    var nodes = JsonNodeFactory.instance;
    return switch (type) {
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? nodes.booleanNode(text.equals("true"))
              : nodes.textNode(text);
      case "integer", "positiveInt", "unsignedInt" ->
          INTEGER.matcher(text).matches()
              ? nodes.numberNode(Long.parseLong(text))
              : nodes.textNode(text);
      case "decimal" ->
          DECIMAL.matcher(text).matches()
              ? nodes.numberNode(new BigDecimal(text))
              : nodes.textNode(text);
      default -> nodes.textNode(text);
    };
  }

  /** Namespaces and where a schema lies are no content. */
  private void attributes(ObjectNode object, Set<String> known) {
    for (var i = 0; i < in.getAttributeCount(); i++) {
      var name = in.getAttributeLocalName(i);
      if (!XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(in.getAttributeNamespace(i))) {
        object.put(known.contains(name) ? name : "@" + name, in.getAttributeValue(i));
      }
    }
  }

  private static void put(ObjectNode object, String name, List<Value> values, boolean list) {
    var shadows = values.stream().anyMatch(each -> each.shadow() != null);
    var anyValue = values.stream().anyMatch(each -> each.value() != null);
    if (!list && values.size() == 1) {
      var only = values.get(0);
      if (anyValue) {
        object.set(name, only.value());
      }
      if (shadows) {
        object.set("_" + name, only.shadow());
      }
      if (!anyValue && !shadows) {
        object.put(name, "");
      }
      return;
    }
    if (anyValue || !shadows) {
      each(object.putArray(name), values.stream().map(Value::value).toList());
    }
    if (shadows) {
      each(object.putArray("_" + name), values.stream().map(Value::shadow).toList());
    }
  }

  private static void each(ArrayNode array, List<? extends JsonNode> nodes) {
    nodes.forEach(node -> array.add(node == null ? JsonNodeFactory.instance.nullNode() : node));
  }
}
