package be.schakel.fhir.in;

import be.schakel.edge.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reports in FHIR that are taken: the project's own, and what vendors make of one of them. */
final class Corpus {

  private Corpus() {}

  static List<JsonNode> own() {
    var own = new ArrayList<JsonNode>();
    own.add(file("/openapi/examples/fhir-submission.json"));
    own.add(file("/fhir/rich.json"));
    for (var example :
        List.of("submission", "submission-minimal", "submission-siblings", "submission-phone")) {
      own.add(Bundles.of(example).tree());
    }
    return own;
  }

  /** The same, and everything that is understood although no profile has it. */
  static List<JsonNode> withDeviations() {
    var all = own();
    Deviations.all().stream()
        .filter(each -> !each.isRefused())
        .forEach(each -> all.add(each.tree()));
    return all;
  }

  /**
   * The same report as a new one that can be stored today: under this reference, with its bytes
   * instead of an upload, and consents that hold from now.
   */
  static JsonNode renewed(JsonNode report, String reference) {
    var renewed = report.deepCopy();
    for (var entry : renewed.get("entry")) {
      var resource = (ObjectNode) entry.get("resource");
      switch (resource.get("resourceType").textValue()) {
        case "ServiceRequest" ->
            resource
                .putArray("identifier")
                .addObject()
                .put("system", "https://proef.example/mutants")
                .put("value", reference);
        case "Consent" -> ((ObjectNode) resource.path("provision")).remove("period");
        case "DocumentReference" ->
            resource.findParents("url").stream()
                .filter(attachment -> attachment.get("url").asText().startsWith("Binary/"))
                .map(ObjectNode.class::cast)
                .forEach(upload -> upload.put("data", "aGFsbG8=").remove("url"));
        default -> {}
      }
    }
    return renewed;
  }

  private static JsonNode file(String name) {
    try (var in = Corpus.class.getResourceAsStream(name)) {
      return Json.MAPPER.readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
