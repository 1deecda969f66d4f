package be.schakel.fhir.in;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** How the same resource may be written by a sender: its bytes, and what it says they are. */
public enum WireForm {
  JSON("application/fhir+json"),
  /** For people, by a system that ends lines in two characters and begins with a mark. */
  JSON_WITH_MARK_AND_LINES("application/fhir+json"),
  XML("application/fhir+xml"),
  XML_WITH_MARK_AND_LINES("application/fhir+xml");

  private static final String MARK = "\uFEFF";

  private final String contentType;

  WireForm(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  public byte[] of(JsonNode resource) {
    var text =
        switch (this) {
          case JSON -> resource.toString();
          case JSON_WITH_MARK_AND_LINES ->
              MARK + resource.toPrettyString().replaceAll("\r?\n", "\r\n");
          case XML -> FhirXml.of(resource);
          case XML_WITH_MARK_AND_LINES ->
              MARK + FhirXml.of(resource).replace("<entry>", "\r\n<entry>");
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same as the door hands it on: in JSON. */
  byte[] read(JsonNode resource) {
    return contentType.endsWith("xml") ? XmlToJson.convert(of(resource)) : of(resource);
  }
}
