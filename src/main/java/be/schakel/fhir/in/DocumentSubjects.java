package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.vocabulary.Insz;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final Children report;
  private final Element document;
  private final List<Element> resources;

  /** By their addresses, and what is contained by the place of its container. */
  private final Map<String, List<Element>> byName = new HashMap<>();

  private final Set<String> groups = new HashSet<>();
  private final Set<String> referredTo = new LinkedHashSet<>();

  private DocumentSubjects(Intake intake, Element document) {
    this.intake = intake;
    this.report = intake.children();
    this.document = document;
    this.resources = entries(document).map(entry -> entry.at("resource")).toList();
    entries(document)
        .forEach(
            entry -> {
              var resource = entry.at("resource");
              var url = entry.node().path("fullUrl").asText();
              var id = resource.node().path("id").asText();
              var own = resource.node().path("resourceType").asText() + "/" + id;
              named(url, resource);
              if (!url.isEmpty() && !typeAndId(url).equals(url)) {
                named(typeAndId(url), resource);
              }
              if (!id.isEmpty() && !own.equals(typeAndId(url))) {
                named(own, resource);
              }
              resource
                  .all("contained")
                  .forEach(
                      inside ->
                          named(resource.path() + "#" + inside.node().path("id").asText(), inside));
            });
  }

  /**
   * The children that the document says it is about; what it says of somebody else is told. None
   * when it does not say.
   *
   * @param named keys of the children that whoever sent it named; none for all of the report
   */
  static Set<String> of(Intake intake, Element document, Set<String> named) {
    return new DocumentSubjects(intake, document).children(named);
  }

  private Set<String> children(Collection<String> named) {
    var patients = patients();
    var several = patients.size() > 1;
    var found = new LinkedHashSet<>(referredTo);
    for (var patient : patients) {
      var number = number(patient);
      var child = with(number, named);
      if (child.isEmpty() && (several || named.isEmpty())) {
        child = with(number, report.all());
      }
      if (child.isPresent()) {
        found.add(child.get());
      } else if (!several && isAnother(number, named.isEmpty() ? report.all() : named)) {
        intake.wrong(patient.path(), Code.DOCUMENT_OF_ANOTHER_NUMBER);
      } else if (several && !report.all().isEmpty()) {
        intake.wrongChild(patient.path(), Code.SUBJECT_NOT_A_CHILD);
      }
    }
    // What is about nobody in particular is about all of them
    if (!named.isEmpty() || !found.isEmpty()) {
      found.addAll(report.attachedTo(document));
    }
    return found;
  }

  private Optional<String> with(Optional<Insz> number, Collection<String> children) {
    return number.flatMap(own -> report.of(own).stream().filter(children::contains).findFirst());
  }

  /** A child whose number nobody gave can be any. */
  private boolean isAnother(Optional<Insz> number, Collection<String> possible) {
    return number.isPresent()
        && !possible.isEmpty()
        && possible.stream().allMatch(report::isNumbered);
  }

  /** Each somebody once: by the number, or where there is none by the place. */
  private Collection<Element> patients() {
    var found = new LinkedHashMap<String, Element>();
    for (var resource : resources) {
      Stream.concat(Stream.of(resource), resource.all("contained").stream())
          .flatMap(any -> ABOUT.stream().flatMap(name -> any.all(name).stream()))
          .flatMap(reference -> somebody(reference, resource))
          .forEach(
              patient ->
                  found.putIfAbsent(
                      number(patient).map(Insz::value).orElseGet(patient::path), patient));
    }
    return found.values();
  }

  /** Whom a reference means: a patient, those of a group, or whose number it gives itself. */
  private Stream<Element> somebody(Element reference, Element within) {
    var literal = reference.node().path("reference").asText();
    if (literal.isEmpty()) {
      return number(reference).map(any -> reference).stream();
    }
    stored(literal);
    return targets(literal, within)
        .flatMap(
            resource ->
                resource.is("resourceType", "Group") ? members(resource) : Stream.of(resource))
        .filter(resource -> resource.is("resourceType", "Patient"));
  }

  /** A child that the gateway has already and that the document only refers to. */
  private void stored(String literal) {
    report.stored(literal).filter(report.all()::contains).ifPresent(referredTo::add);
  }

  /** Each group once, however many refer to it. */
  private Stream<Element> members(Element group) {
    return groups.add(group.path())
        ? group.all("member").stream().flatMap(member -> somebody(member.at("entity"), group))
        : Stream.of();
  }

  private Stream<Element> targets(String literal, Element within) {
    if (literal.startsWith("#")) {
      return byName.getOrDefault(within.path() + literal, List.of()).stream();
    }
    var reference = VERSION.matcher(literal).replaceFirst("");
    return byName
        .getOrDefault(reference, byName.getOrDefault(typeAndId(reference), List.of()))
        .stream();
  }

  /** Many write Type/id beside a fullUrl that is a urn. */
  private static String typeAndId(String url) {
    var id = url.lastIndexOf('/');
    return url.substring(url.lastIndexOf('/', id - 1) + 1);
  }

  private void named(String name, Element resource) {
    if (!name.isEmpty()) {
      byName.computeIfAbsent(name, any -> new ArrayList<>(1)).add(resource);
    }
  }

  /** With those of a Bundle in it. */
  private static Stream<Element> entries(Element bundle) {
    return bundle.all("entry").stream()
        .flatMap(entry -> Stream.concat(Stream.of(entry), entries(entry.at("resource"))));
  }

  private static Optional<Insz> number(Element patient) {
    return patient.all("identifier").stream()
        .filter(PatientToChild::isNumber)
        .map(identifier -> new Insz(identifier.node().path("value").asText()))
        .findFirst();
  }
}
