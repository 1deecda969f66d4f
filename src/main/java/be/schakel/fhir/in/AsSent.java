package be.schakel.fhir.in;

import be.schakel.fhir.guide.MediaTypes;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transaction in the form in which it came, and what stands in its entries byte for byte: what is
 * signed or compared later is the original, never our rendering of it.
 */
final class AsSent {

  private final byte[] json;
  private final Optional<byte[]> xml;
  private Map<Integer, byte[]> parts = Map.of();

  private AsSent(byte[] json, Optional<byte[]> xml) {
    this.json = json;
    this.xml = xml;
  }

  /**
   * @param json what is read
   * @param xml what came, where that was XML
   */
  static AsSent of(byte[] json, Optional<byte[]> xml) {
    return new AsSent(json, xml);
  }

  String mediaType() {
    return xml.isPresent() ? MediaTypes.FHIR_XML : MediaTypes.FHIR_JSON;
  }

  /** The resource of the entry of this place. */
  byte[] resource(int entry) {
    if (parts.isEmpty()) {
      parts = xml.map(XmlParts::of).orElseGet(() -> DocumentParts.of(json));
    }
    return parts.get(entry);
  }

  /** One of them, and what it is called. */
  record Part(int entry, Optional<String> fullUrl) {}

  /** Some of them as a Bundle of type collection. */
  byte[] collection(List<Part> parts) {
    var bytes = new ByteArrayOutputStream();
    if (xml.isPresent()) {
      utf8(bytes, "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>");
      for (var part : parts) {
        utf8(bytes, "<entry>");
        part.fullUrl().ifPresent(url -> utf8(bytes, "<fullUrl value=\"" + escaped(url) + "\"/>"));
        utf8(bytes, "<resource>");
        bytes.writeBytes(resource(part.entry()));
        utf8(bytes, "</resource></entry>");
      }
      utf8(bytes, "</Bundle>");
      return bytes.toByteArray();
    }
    utf8(bytes, "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
    var between = "";
    for (var part : parts) {
      utf8(bytes, between + "{");
      part.fullUrl().ifPresent(url -> utf8(bytes, "\"fullUrl\":" + new TextNode(url) + ","));
      utf8(bytes, "\"resource\":");
      bytes.writeBytes(resource(part.entry()));
      utf8(bytes, "}");
      between = ",";
    }
    utf8(bytes, "]}");
    return bytes.toByteArray();
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static void utf8(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
