package be.schakel.fhir.in;

import be.schakel.fhir.guide.MediaTypes;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A DiagnosticReport with its Observations as documents of the submission: what it presents to
 * people each as a document, and the resources together as one, in the very bytes that were sent.
 * Pure.
 *
 * <p>What was observed of another child of the report goes to that child alone, so that each has
 * its own consent and its own disclosures.
 */
final class DiagnosticReportToDocument {

  private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[(\\d+)]\\.resource");
  private static final Set<String> STATUS =
      Set.of("registered", "partial", "preliminary", "final", "amended", "corrected", "appended");

  /** What an observation is made of, and what it is read with. */
  private static final List<String> PARTS = List.of("hasMember", "derivedFrom");

  private static final List<String> BESIDE = List.of("specimen", "performer", "resultsInterpreter");

  private final Intake intake;
  private final Element report;
  private final Draft submission;
  private final List<String> children;

  private DiagnosticReportToDocument(Intake intake, Element report, Draft submission) {
    this.intake = intake;
    this.report = report;
    this.submission = submission;
    this.children = intake.subjects(report, "subject");
  }

  /**
   * @return the places of the observations that belong to it
   */
  static Set<String> map(Intake intake, Element report, Draft submission) {
    intake.only(report, "status", STATUS);
    return new DiagnosticReportToDocument(intake, report, submission).map();
  }

  private Set<String> map() {
    var observations = observations();
    for (var form : report.all("presentedForm")) {
      var document = document(children, form.path());
      document.text("title", form.one("title").or(this::title));
      document.text("contentType", form.one("contentType"));
      DocumentReferenceToDocument.bytes(intake, report, form, document);
    }
    if (!observations.isEmpty() || report.has("conclusion") || !report.has("presentedForm")) {
      resources(observations);
    }
    report.readWhole();
    observations.values().forEach(Element::readWhole);
    return observations.keySet();
  }

  /** By their place, each once, however they name each other. */
  private Map<String, Element> observations() {
    var found = new LinkedHashMap<String, Element>();
    var open = new ArrayList<>(targets(report, "result"));
    while (!open.isEmpty()) {
      var next = open.remove(0);
      if (next.is("resourceType", "Observation") && found.putIfAbsent(next.path(), next) == null) {
        PARTS.forEach(name -> open.addAll(targets(next, name)));
      }
    }
    return found;
  }

  private List<Element> targets(Element from, String name) {
    return from.all(name).stream()
        .flatMap(reference -> intake.follow(reference, from).stream())
        .map(References.Found::resource)
        .toList();
  }

  private void resources(Map<String, Element> observations) {
    var byChildren = new LinkedHashMap<List<String>, List<Element>>();
    byChildren.computeIfAbsent(children, any -> new ArrayList<>()).add(report);
    for (var observation : observations.values()) {
      var about = observation.has("subject") ? intake.subjects(observation, "subject") : children;
      byChildren.computeIfAbsent(about, any -> new ArrayList<>()).add(observation);
    }
    byChildren.forEach(
        (about, resources) -> {
          var document = document(about, report.path());
          document.text("title", title());
          document.text("contentType", MediaTypes.FHIR_JSON, report.path());
          document.text("data", collection(resources), report.path());
        });
  }

  private Draft document(List<String> about, String path) {
    var document = submission.item("documents", path);
    intake.parts().putIfAbsent(report.path(), document.pointer());
    about.forEach(child -> document.add("children", child, report.path("subject")));
    return document;
  }

  private Optional<Element> title() {
    var code = report.one("code");
    return code.flatMap(each -> each.one("text"))
        .or(() -> code.flatMap(each -> each.one("coding")).flatMap(each -> each.one("display")));
  }

  /** A Bundle of the resources as they were sent, and of who and what stands beside them. */
  private String collection(List<Element> resources) {
    var all = new LinkedHashSet<String>();
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(utf8("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["));
    for (var resource : resources) {
      entry(resource, all, bytes);
      for (var name : BESIDE) {
        for (var reference : resource.all(name)) {
          reference
              .text("reference")
              .flatMap(text -> intake.references().resolve(text, resource))
              .map(References.Found::resource)
              .ifPresent(
                  beside -> {
                    entry(beside, all, bytes);
                    beside.readWhole();
                  });
        }
      }
    }
    bytes.writeBytes(utf8("]}"));
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private void entry(Element resource, Set<String> before, ByteArrayOutputStream bytes) {
    var place = ENTRY.matcher(resource.path());
    if (!place.matches()) {
      // What is contained comes with what contains it
      return;
    }
    if (before.add(resource.path())) {
      bytes.writeBytes(utf8(before.size() == 1 ? "{" : ",{"));
      intake
          .references()
          .url(resource)
          .ifPresent(url -> bytes.writeBytes(utf8("\"fullUrl\":" + new TextNode(url) + ",")));
      bytes.writeBytes(utf8("\"resource\":"));
      bytes.writeBytes(DocumentParts.bytes(intake.body(), Integer.parseInt(place.group(1))));
      bytes.writeBytes(utf8("}"));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
