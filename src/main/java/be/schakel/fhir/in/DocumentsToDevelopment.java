package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.vocabulary.Insz;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Documents for a report that is there already, as a development of it: a transaction in the manner
 * of IHE MHD (Provide Document Bundle, ITI-65) whose documents say to which ServiceRequest they
 * belong. Pure.
 */
final class DocumentsToDevelopment {

  private static final String REPORT = "ServiceRequest";

  private static final Set<String> TYPES =
      Set.of(
          "DocumentReference",
          "DiagnosticReport",
          "Observation",
          "Specimen",
          "Binary",
          "Bundle",
          "List",
          "Patient",
          "PractitionerRole",
          "Practitioner",
          "Organization");

  private final Intake intake;
  private final List<Element> resources;

  private DocumentsToDevelopment(Intake intake, List<Element> resources) {
    this.intake = intake;
    this.resources = resources;
  }

  /** Whether a resource names a report that the gateway has. */
  static boolean belongs(Element resource) {
    return links(resource).flatMap(link -> report(link).stream()).findAny().isPresent();
  }

  /**
   * Tells of each document that it names no report where there is none beside it.
   *
   * @return whether there are documents
   */
  static boolean unnamed(Intake intake, List<Element> resources) {
    var places =
        resources.stream()
            .flatMap(
                each ->
                    switch (each.node().path("resourceType").asText()) {
                      case "DocumentReference" -> Stream.of(each.path("context.related"));
                      case "DiagnosticReport" -> Stream.of(each.path("basedOn"));
                      default -> Stream.empty();
                    })
            .toList();
    places.forEach(place -> intake.wrong(place, Code.REPORT_NOT_NAMED));
    return !places.isEmpty();
  }

  /**
   * @param entries where something is told that is missing
   * @param children what the gateway has of those of a report: their ids and national numbers; none
   *     of a report that is not the sender's
   * @return the report; empty when they name none, or several, which then is told
   */
  static Optional<UUID> map(
      Intake intake,
      List<Element> resources,
      String entries,
      Draft development,
      Function<UUID, Map<UUID, Optional<Insz>>> children) {
    return new DocumentsToDevelopment(intake, resources).map(entries, development, children);
  }

  private Optional<UUID> map(
      String entries, Draft development, Function<UUID, Map<UUID, Optional<Insz>>> children) {
    var stored = report(entries, development);
    stored.ifPresent(id -> intake.children().areStored(() -> children.apply(id)));
    for (var resource : resources) {
      var type = resource.node().path("resourceType").asText();
      if (!TYPES.contains(type)) {
        intake.wrong(
            resource.path("resourceType"),
            Code.RESOURCE_NOT_EXPECTED,
            String.join(", ", TYPES.stream().sorted().toList()));
      }
    }
    of("Patient").forEach(this::child);
    of("DocumentReference")
        .forEach(document -> DocumentReferenceToDocument.map(intake, document, development));
    of("DiagnosticReport")
        .forEach(report -> DiagnosticReportToDocument.map(intake, report, development));
    return stored;
  }

  /** Which child it is follows from its number: the gateway holds it against those it has. */
  private void child(Element patient) {
    PatientToChild.number(intake, patient)
        .ifPresentOrElse(
            number -> intake.children().add(patient, number.value()),
            () -> {
              if (!PatientToChild.otherNumber(intake, patient)) {
                intake.wrong(patient.path("identifier"), Code.MISSING);
              }
            });
    patient.readWhole();
  }

  private Optional<UUID> report(String entries, Draft development) {
    var found = new ArrayList<Map.Entry<String, UUID>>();
    Stream.concat(of("DocumentReference"), of("DiagnosticReport"))
        .flatMap(DocumentsToDevelopment::links)
        .forEach(
            link ->
                intake
                    .stored(link.node().asText(), REPORT, link.path())
                    .ifPresent(
                        id -> {
                          link.text();
                          found.add(Map.entry(link.path(), id));
                        }));
    if (found.isEmpty()) {
      intake.wrong(entries, Code.ONE_REFERRAL_PER_BUNDLE);
      return Optional.empty();
    }
    var first = found.get(0).getValue();
    development.place(Transaction.REPORT, found.get(0).getKey());
    found.stream()
        .filter(each -> !each.getValue().equals(first))
        .forEach(other -> intake.wrong(other.getKey(), Code.ONE_REFERRAL_PER_BUNDLE));
    return Optional.of(first);
  }

  private Stream<Element> of(String type) {
    return resources.stream().filter(resource -> resource.is("resourceType", type));
  }

  private static Stream<Element> links(Element resource) {
    return Stream.concat(
            resource.all("context").stream().flatMap(context -> context.all("related").stream()),
            resource.all("basedOn").stream())
        .flatMap(reference -> reference.one("reference").stream());
  }

  private static Optional<UUID> report(Element link) {
    return Stored.read(link.node().asText(), REPORT).map(Stored::id);
  }
}
