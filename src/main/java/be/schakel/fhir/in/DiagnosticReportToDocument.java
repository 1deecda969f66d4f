package be.schakel.fhir.in;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    byChildren.computeIfAbsent(withNamed(report, children), any -> new ArrayList<>()).add(report);
    for (var observation : observations.values()) {
      var about = observation.has("subject") ? intake.subjects(observation, "subject") : children;
      if (ENTRY.matcher(observation.path()).matches()) {
        byChildren
            .computeIfAbsent(withNamed(observation, about), any -> new ArrayList<>())
            .add(observation);
      }
    }
    byChildren.forEach(
        (about, resources) -> {
          var document = document(about, report.path());
          document.text("title", title());
          document.text("contentType", intake.sent().mediaType(), report.path());
          document.text("data", collection(resources), report.path());
          resources.stream()
              .flatMap(each -> Stream.concat(Stream.of(each), beside(each)))
              .filter(each -> !each.path().equals(report.path()))
              .forEach(each -> intake.became(each, document));
        });
  }

  /**
   * The children that a resource is about, and those whom it or what goes with it names anywhere:
   * its bytes leave whole, so it is about them too.
   */
  private List<String> withNamed(Element resource, List<String> about) {
    if (about.isEmpty()) {
      return about;
    }
    var named = new TreeSet<>(about);
    Stream.concat(Stream.of(resource), beside(resource))
        .flatMap(part -> intake.children().in(part).stream())
        .forEach(named::add);
    if (named.size() == about.size()) {
      return about;
    }
    intake.normalised(resource.path("subject"), intake.children().placesOf(named));
    return List.copyOf(named);
  }

  private Draft document(List<String> about, String path) {
    var document = submission.item("documents", path);
    intake.became(report, document);
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
    var all = new LinkedHashMap<String, AsSent.Part>();
    for (var resource : resources) {
      entry(resource, all);
      beside(resource)
          .forEach(
              each -> {
                entry(each, all);
                each.readWhole();
              });
    }
    return Base64.getEncoder().encodeToString(intake.sent().collection(List.copyOf(all.values())));
  }

  private Stream<Element> beside(Element resource) {
    return BESIDE.stream()
        .flatMap(name -> resource.all(name).stream())
        .flatMap(reference -> reference.text("reference").stream())
        .flatMap(text -> intake.references().resolve(text, resource).stream())
        .map(References.Found::resource);
  }

  /** What is contained comes with what contains it. */
  private void entry(Element resource, Map<String, AsSent.Part> all) {
    var place = ENTRY.matcher(resource.path());
    if (place.matches()) {
      var part =
          new AsSent.Part(Integer.parseInt(place.group(1)), intake.references().url(resource));
      all.putIfAbsent(resource.path(), part);
    }
  }
}
