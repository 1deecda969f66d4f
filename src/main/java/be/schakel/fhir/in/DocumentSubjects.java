package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.vocabulary.Insz;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a FHIR document is about that is kept as it came: the patients that its resources have as
 * their subject. Of several each has to be a child of the report, and it is about all of them, so
 * that what is said of one never leaves with the consent for another. One whose number is none of
 * the children's is remarked on: whoever sends the document says whose it is, and numbers change.
 * Pure.
 */
final class DocumentSubjects {

  private static final List<String> ABOUT =
      List.of("subject", "patient", "beneficiary", "individual", "for");

  private static final Pattern VERSION = Pattern.compile("/_history/[^/]*$");

  private final Intake intake;
  private final List<Element> entries;

  private DocumentSubjects(Intake intake, Element document) {
    this.intake = intake;
    this.entries = entries(document).toList();
  }

  /**
   * The children that the document says it is about; what it says of somebody else is told. None
   * when it does not say.
   *
   * @param named keys of the children that whoever sent it named; none for all of the report
   */
  static Set<String> of(Intake intake, Element document, List<String> named) {
    return new DocumentSubjects(intake, document).children(named);
  }

  private Set<String> children(List<String> named) {
    var patients = patients();
    var several = patients.size() > 1;
    var found = new LinkedHashSet<String>();
    for (var patient : patients) {
      var number = number(patient);
      var child = with(number, named);
      if (child.isEmpty() && (several || named.isEmpty())) {
        child = with(number, intake.everyChild());
      }
      if (child.isPresent()) {
        found.add(child.get());
      } else if (!several && isAnother(number, named.isEmpty() ? intake.everyChild() : named)) {
        intake.wrong(patient.path(), Code.DOCUMENT_OF_ANOTHER_NUMBER);
      } else if (several && !intake.everyChild().isEmpty()) {
        intake.wrong(patient.path(), Code.SUBJECT_NOT_A_CHILD);
      }
    }
    return found;
  }

  private Optional<String> with(Optional<String> number, List<String> children) {
    return children.stream()
        .filter(child -> number.isPresent() && intake.numberOf(child).equals(number))
        .findFirst();
  }

  /** A child whose number nobody gave can be any. */
  private boolean isAnother(Optional<String> number, List<String> possible) {
    return number.isPresent()
        && !possible.isEmpty()
        && possible.stream().allMatch(child -> intake.numberOf(child).isPresent());
  }

  /** Each somebody once: by the number, or where there is none by the place. */
  private Collection<Element> patients() {
    var found = new LinkedHashMap<String, Element>();
    for (var entry : entries) {
      var resource = entry.at("resource");
      Stream.concat(Stream.of(resource), resource.all("contained").stream())
          .flatMap(any -> ABOUT.stream().flatMap(name -> any.all(name).stream()))
          .flatMap(reference -> somebody(reference, resource))
          .forEach(patient -> found.putIfAbsent(number(patient).orElseGet(patient::path), patient));
    }
    return found.values();
  }

  /** Whom a reference means: a patient, those of a group, or whose number it gives itself. */
  private Stream<Element> somebody(Element reference, Element within) {
    var literal = reference.node().path("reference").asText();
    if (literal.isEmpty()) {
      return number(reference).map(any -> reference).stream();
    }
    return target(literal, within)
        .flatMap(
            resource ->
                resource.is("resourceType", "Group")
                    ? resource.all("member").stream()
                        .map(member -> member.at("entity").node().path("reference").asText())
                        .flatMap(member -> target(member, within))
                    : Stream.of(resource))
        .filter(resource -> resource.is("resourceType", "Patient"));
  }

  private Stream<Element> target(String literal, Element within) {
    if (literal.startsWith("#")) {
      return within.all("contained").stream()
          .filter(resource -> resource.is("id", literal.substring(1)));
    }
    var reference = VERSION.matcher(literal).replaceFirst("");
    return entries.stream()
        .filter(
            entry -> {
              var url = entry.node().path("fullUrl").asText();
              var id = entry.node().at("/resource/id").asText();
              // Many write Type/id beside a fullUrl that is a urn
              var own = entry.node().at("/resource/resourceType").asText() + "/" + id;
              return url.equals(reference)
                  || url.endsWith("/" + reference)
                  || !id.isEmpty() && reference.endsWith(own);
            })
        .map(entry -> entry.at("resource"));
  }

  /** With those of a Bundle in it. */
  private static Stream<Element> entries(Element bundle) {
    return bundle.all("entry").stream()
        .flatMap(entry -> Stream.concat(Stream.of(entry), entries(entry.at("resource"))));
  }

  private static Optional<String> number(Element patient) {
    return patient.all("identifier").stream()
        .filter(PatientToChild::isNumber)
        .map(identifier -> new Insz(identifier.node().path("value").asText()).value())
        .findFirst();
  }
}
