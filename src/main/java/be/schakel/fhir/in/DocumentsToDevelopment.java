package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.Uuid7;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Documents for a report that is there already, as a development of it: a transaction in the manner
 * of IHE MHD (Provide Document Bundle, ITI-65) whose documents say to which ServiceRequest they
 * belong. Pure.
 */
final class DocumentsToDevelopment {

  private static final Pattern REPORT =
      Pattern.compile("(?:.*/)?ServiceRequest/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

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
   * @param entries where something is told that is missing
   * @return the report; empty when they name none, or several, which then is told
   */
  static Optional<UUID> map(
      Intake intake, List<Element> resources, String entries, Draft development) {
    return new DocumentsToDevelopment(intake, resources).map(entries, development);
  }

  private Optional<UUID> map(String entries, Draft development) {
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
    return report(entries);
  }

  /** Which child it is follows from its number: the gateway holds it against those it has. */
  private void child(Element patient) {
    var number =
        patient.all("identifier").stream()
            .filter(PatientToChild::isNumber)
            .flatMap(identifier -> identifier.text("value").stream())
            .map(value -> new Insz(value).value())
            .findFirst();
    number.ifPresentOrElse(
        value -> {
          intake.children().put(patient.path(), value);
          intake.number(value, patient);
        },
        () -> intake.wrong(patient.path("identifier"), Code.MISSING));
    patient.readWhole();
  }

  private Optional<UUID> report(String entries) {
    var found = new ArrayList<Map.Entry<String, UUID>>();
    Stream.concat(of("DocumentReference"), of("DiagnosticReport"))
        .flatMap(DocumentsToDevelopment::links)
        .forEach(link -> report(link).ifPresent(id -> found.add(Map.entry(link.path(), id))));
    if (found.isEmpty()) {
      intake.wrong(entries, Code.ONE_REFERRAL_PER_BUNDLE);
      return Optional.empty();
    }
    var first = found.get(0).getValue();
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
    var report = REPORT.matcher(link.node().asText());
    if (!report.matches()) {
      return Optional.empty();
    }
    link.text();
    return Uuid7.parse(report.group(1));
  }
}
