package be.schakel.fhir.in;

import be.schakel.medical.Uploads;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One transaction on its way in: what is wrong or worth a remark, and where each part of the
 * submission came from.
 */
final class Intake {

  /** Longer answers nobody reads. */
  private static final int MOST_ISSUES = 500;

  private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[([0-9]{1,9})]");

  private static final Set<Code> LAST =
      Set.of(Code.RESOURCE_NOT_REFERENCED, Code.ELEMENT_NOT_STORED);

  private static final Comparator<Issue> ORDER =
      Comparator.<Issue, Boolean>comparing(issue -> issue.code().isWarning())
          .thenComparing(issue -> LAST.contains(issue.code()))
          .thenComparing(Intake::entry);

  private final AsSent sent;
  private final References references = new References();
  private final Children children = new Children(references);
  private final Set<String> read = new HashSet<>();
  private final List<Issue> issues = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, String> places = new HashMap<>();

  /** Keys of persons by the place of their resource. */
  private final Map<String, String> persons = new HashMap<>();

  /** The first child a person belongs to, by the place of the person's resource. */
  private final Map<String, String> about = new HashMap<>();

  /** Where in the submission a resource went, by its place; consents and documents. */
  private final Map<String, List<String>> parts = new HashMap<>();

  private final List<Uploads.Said> said = new ArrayList<>();

  Intake(AsSent sent) {
    this.sent = sent;
  }

  AsSent sent() {
    return sent;
  }

  References references() {
    return references;
  }

  Set<String> read() {
    return read;
  }

  /**
   * What was told: errors before warnings, each in the order of the Bundle, and last what may only
   * follow from the others, because nobody came to read it.
   */
  List<Issue> issues() {
    return issues.stream().distinct().sorted(ORDER).limit(MOST_ISSUES).toList();
  }

  /**
   * @throws SchakelProblem with every place that has to change
   */
  void refuseErrors() {
    var errors = issues().stream().filter(issue -> !issue.code().isWarning()).toList();
    if (!errors.isEmpty()) {
      throw SchakelProblem.of(errors);
    }
  }

  private static int entry(Issue issue) {
    var entry = ENTRY.matcher(issue.pointer());
    return entry.lookingAt() ? Integer.parseInt(entry.group(1)) : -1;
  }

  /** FHIRPath by JSON pointer into the submission. */
  Map<String, String> places() {
    return places;
  }

  Children children() {
    return children;
  }

  Map<String, String> persons() {
    return persons;
  }

  Map<String, String> about() {
    return about;
  }

  /** A resource became a part of the submission; it may become several. */
  void became(Element resource, Draft part) {
    parts.computeIfAbsent(resource.path(), any -> new ArrayList<>()).add(part.pointer());
  }

  /** What a resource became, in order. */
  List<String> parts(String path) {
    return parts.getOrDefault(path, List.of());
  }

  /** What is said of documents that were sent ahead. */
  List<Uploads.Said> said() {
    return said;
  }

  /** The id in a reference to one of ours; a version of it counts as that, which is told. */
  Optional<UUID> stored(String reference, String type, String path) {
    var found = Stored.read(reference, type);
    if (found.filter(Stored::versioned).isPresent()) {
      normalised(path, Stored.anyVersion(type));
    }
    return found.map(Stored::id);
  }

  Draft draft(ObjectNode submission) {
    return new Draft(submission, "", places);
  }

  /** A place that is called wrong already is called nothing else as well. */
  void add(Issue issue) {
    if (issue.code().isWarning() || told.add(issue.pointer())) {
      issues.add(issue);
    }
  }

  /** Whether a place is called wrong already. */
  boolean tells(String path) {
    return told.contains(path);
  }

  void wrong(String path, Code code, String... arguments) {
    add(new Issue(path, code, arguments));
  }

  /**
   * What was understood otherwise than it was written.
   *
   * @param as what it counts as: a place, a code, a system or a form, never what somebody is called
   *     or numbered
   */
  void normalised(String path, String as) {
    wrong(path, Code.VALUE_NORMALISED, as);
  }

  /** What counts without the signs that people put in it. */
  void withoutSigns(String path) {
    wrong(path, Code.VALUE_NORMALISED);
  }

  /** What counts as one of another system, where that alone was written otherwise. */
  void ofSystem(Element identifier, String system) {
    if (identifier.is("system", system)) {
      withoutSigns(identifier.path());
    } else {
      normalised(identifier.path(), "system " + system);
    }
  }

  /** The resource a Reference element leads to; one that leads nowhere is told. */
  Optional<References.Found> follow(Element reference, Element within) {
    return reference
        .one("reference")
        .flatMap(
            literal -> {
              var found = literal.text().flatMap(text -> references.resolve(text, within));
              if (found.isEmpty()) {
                wrong(literal.path(), Code.REFERENCE_UNRESOLVED);
              } else if (!found.get().exact()) {
                normalised(literal.path(), found.get().resource().path());
              }
              return found;
            });
  }

  /** The same where a child is meant, which may also be named by its national number alone. */
  Optional<References.Found> followChild(Element reference, Element within) {
    if (reference.has("reference")) {
      return follow(reference, within);
    }
    var identifier = reference.at("identifier");
    var found = PatientToChild.number(identifier).flatMap(references::numbered);
    found.ifPresentOrElse(
        patient -> {
          identifier.readWhole();
          normalised(identifier.path(), patient.resource().path());
        },
        () -> wrong(reference.path(), Code.CHILD_NOT_NAMED));
    return found;
  }

  /**
   * What is wrong with a child that is named. Where the report itself does not say who its children
   * are this could be no more than what follows from that, and is not told.
   */
  void wrongChild(String path, Code code) {
    if (children.areUnsure()) {
      told.add(path);
    } else {
      wrong(path, code);
    }
  }

  /**
   * The keys of the children that a resource is about: a Patient, or a Group of them. None where it
   * does not say, or wrongly, which then is told.
   */
  List<String> subjects(Element resource, String name) {
    return subjects(resource, name, true);
  }

  /** The same, of a Patient alone unless groups may be named. */
  List<String> subjects(Element resource, String name, boolean groups) {
    var reference = resource.one(name);
    var stored = reference.flatMap(each -> stored(each, resource));
    if (stored.isPresent()) {
      return List.of(stored.get());
    }
    var found = reference.flatMap(each -> followChild(each, resource));
    if (found.isEmpty()) {
      return List.of();
    }
    var target = found.get().resource();
    var keys = new ArrayList<String>();
    if (groups && found.get().type().equals("Group")) {
      for (var member : target.all("member")) {
        member
            .one("entity")
            .flatMap(entity -> followChild(entity, target))
            .flatMap(patient -> children.at(patient.resource().path()))
            .ifPresent(keys::add);
      }
    } else {
      children.at(target.path()).ifPresent(keys::add);
    }
    if (keys.isEmpty()) {
      wrongChild(reference.get().path(), Code.SUBJECT_NOT_A_CHILD);
    }
    return keys;
  }

  /** A child that the gateway has already, by the address that it gave the sender. */
  private Optional<String> stored(Element reference, Element within) {
    return children.isStored()
        ? reference
            .text("reference")
            .filter(literal -> references.resolve(literal, within).isEmpty())
            .flatMap(children::stored)
        : Optional.empty();
  }

  /**
   * The one child that a resource is about; where it does not say, the only child of the report.
   */
  Optional<String> subject(Element resource, String name) {
    if (resource.has(name)) {
      return subjects(resource, name, false).stream().findFirst();
    }
    var here = children.byPlace();
    if (here.size() == 1) {
      normalised(resource.path(name), here.keySet().iterator().next());
      return here.values().stream().findFirst();
    }
    wrongChild(resource.path(name), Code.MISSING);
    return Optional.empty();
  }

  /** What R4 does not know either was told with all that R4 knows: of those are these taken. */
  private void only(String path, Set<String> values) {
    var unknown =
        issues.removeIf(issue -> issue.pointer().equals(path) && issue.code() == Code.UNKNOWN_CODE);
    if (unknown) {
      told.remove(path);
    }
    wrong(path, unknown ? Code.UNKNOWN_CODE : Code.INVALID_VALUE, String.join(", ", values));
  }

  /**
   * A coded element that may only have one of some values; another would mean that it is not so, or
   * not yet.
   */
  void only(Element resource, String name, Set<String> values) {
    resource
        .one(name)
        .ifPresent(
            each ->
                each.text()
                    .filter(value -> !values.contains(value))
                    .ifPresent(other -> only(each.path(), values)));
  }
}
