package be.schakel.fhir;

import be.schakel.edge.Json;
import be.schakel.edge.Public;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A part of the implementation guide, or a searchset of them. */
@Public
record GuidePart(@JsonValue ObjectNode resource) {

  /**
   * @param address of the type, which with the id is the address of each
   * @param links of the page by their relation to it
   */
  static GuidePart searchset(String address, Map<String, String> links, List<ObjectNode> found) {
    var bundle =
        Json.MAPPER.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
    links.forEach(
        (relation, url) ->
            bundle.withArray("link").addObject().put("relation", relation).put("url", url));
    for (var part : found) {
      var entry = bundle.withArray("entry").addObject();
      entry.put("fullUrl", address + "/" + part.get("id").textValue());
      entry.set("resource", part);
      entry.putObject("search").put("mode", "match");
    }
    return new GuidePart(bundle);
  }
}
