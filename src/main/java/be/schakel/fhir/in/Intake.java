package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.Numbers;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One transaction on its way in: what is wrong or worth a remark, where each part of the submission
 * came from, and which key each child and person got.
 *
 * <p>Keys follow the order of the resources, so that the same report sent again with fresh UUIDs is
 * the same content.
 */
final class Intake {

  private static final Pattern STORED =
      Pattern.compile(
          "(?:(?:.*/)?Patient/|urn:uuid:)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/_history/[^/]*)?",
          Pattern.CASE_INSENSITIVE);

  private final AsSent sent;
  private final References references = new References();
  private final Set<String> read = new HashSet<>();
  private final List<Issue> issues = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, String> places = new HashMap<>();

  /** Keys of children and of persons by the place of their resource, in order. */
  private final Map<String, String> children = new LinkedHashMap<>();

  private final Map<String, String> persons = new LinkedHashMap<>();

  /** The first child a person belongs to, by the place of the person's resource. */
  private final Map<String, String> about = new HashMap<>();

  /** The place of a child's resource by the child's national number. */
  private final Map<String, String> numbers = new HashMap<>();

  /** Where in the submission a resource went, by its place; consents and documents. */
  private final Map<String, String> parts = new HashMap<>();

  /** The keys of the children that stand in a resource, by its place. */
  private final Map<String, Set<String>> named = new HashMap<>();

  private boolean existing;

  private Supplier<Map<UUID, Optional<Insz>>> stored = Map::of;

  Intake(AsSent sent) {
    this.sent = sent;
  }

  /** It is about a report that the gateway has, and so may name its children as they are there. */
  void toExisting() {
    existing = true;
  }

  boolean isToExisting() {
    return existing;
  }

  /**
   * The children that the gateway has of it, with their national numbers; none where it does not
   * say. Asked for at most once, and only when it matters.
   */
  void toExisting(Supplier<Map<UUID, Optional<Insz>>> children) {
    stored =
        () -> {
          var asked = children.get();
          stored = () -> asked;
          return asked;
        };
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

  List<Issue> issues() {
    return issues;
  }

  /** FHIRPath by JSON pointer into the submission. */
  Map<String, String> places() {
    return places;
  }

  Map<String, String> children() {
    return children;
  }

  Map<String, String> persons() {
    return persons;
  }

  Map<String, String> about() {
    return about;
  }

  Map<String, String> parts() {
    return parts;
  }

  void number(String insz, Element patient) {
    numbers.put(insz, patient.path());
  }

  /** The keys of all children of the report; none where nobody can say. */
  List<String> everyChild() {
    return existing
        ? stored.get().keySet().stream().map(UUID::toString).toList()
        : List.copyOf(children.values());
  }

  /** The national number of the child with this key, where it is known. */
  Optional<String> numberOf(String child) {
    return numbers.entrySet().stream()
        .filter(number -> child.equals(children.get(number.getValue())))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(
            () ->
                Uuid7.parse(child)
                    .filter(any -> existing)
                    .flatMap(id -> stored.get().getOrDefault(id, Optional.empty()))
                    .map(Insz::value));
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
    var found = reference.flatMap(each -> follow(each, resource));
    if (found.isEmpty()) {
      return List.of();
    }
    var target = found.get().resource();
    var keys = new ArrayList<String>();
    if (groups && found.get().type().equals("Group")) {
      for (var member : target.all("member")) {
        member
            .one("entity")
            .flatMap(entity -> follow(entity, target))
            .map(patient -> children.get(patient.resource().path()))
            .ifPresent(keys::add);
      }
    } else if (children.containsKey(target.path())) {
      keys.add(children.get(target.path()));
    }
    if (keys.isEmpty()) {
      wrong(reference.get().path(), Code.SUBJECT_NOT_A_CHILD);
    }
    return keys;
  }

  /**
   * The keys of the children that stand anywhere in a resource: by reference, alone or in a group,
   * or by their number, also in the documents inside it.
   */
  Set<String> named(Element resource) {
    return named.computeIfAbsent(
        resource.path(),
        any -> {
          var keys = new TreeSet<String>();
          resource.deep().forEach(each -> named(each, resource, keys));
          return keys;
        });
  }

  private void named(Element each, Element within, Set<String> keys) {
    var literal = each.node().path("reference");
    if (literal.isTextual()) {
      referredTo(literal.asText(), within, new HashSet<>(), keys);
      stored(literal.asText()).filter(everyChild()::contains).ifPresent(keys::add);
    }
    if (each.path().endsWith(".data") && each.node().isTextual()) {
      keys.addAll(numbered(each.node().asText()));
    }
    if (PatientToChild.isNumber(each)) {
      var number = new Insz(each.node().path("value").asText());
      numbersOfAll()
          .forEach((child, own) -> keys.addAll(own.equals(number) ? Set.of(child) : Set.of()));
    }
  }

  private void referredTo(String literal, Element within, Set<String> seen, Set<String> keys) {
    references
        .resolve(literal, within)
        .map(References.Found::resource)
        .filter(target -> seen.add(target.path()))
        .ifPresent(
            target -> {
              Optional.ofNullable(children.get(target.path())).ifPresent(keys::add);
              if (target.is("resourceType", "Group")) {
                target
                    .all("member")
                    .forEach(
                        member ->
                            referredTo(
                                member.at("entity").node().path("reference").asText(),
                                target,
                                seen,
                                keys));
              }
            });
  }

  private Set<String> numbered(String base64) {
    try {
      return Numbers.in(Base64.getMimeDecoder().decode(base64), numbersOfAll());
    } catch (IllegalArgumentException toldElsewhere) {
      return Set.of();
    }
  }

  private Map<String, Insz> numbersOfAll() {
    var found = new HashMap<String, Insz>();
    everyChild()
        .forEach(child -> numberOf(child).ifPresent(number -> found.put(child, new Insz(number))));
    return found;
  }

  /** Where children stand: in the transaction, or with us. */
  String placesOf(Collection<String> keys) {
    var here =
        children.entrySet().stream()
            .filter(child -> keys.contains(child.getValue()))
            .map(Map.Entry::getKey);
    var stored =
        keys.stream().filter(key -> !children.containsValue(key)).map(key -> "Patient/" + key);
    return Stream.concat(here, stored).collect(Collectors.joining(", "));
  }

  private Stream<String> patients(Element reference, Element within) {
    var literal = reference.node().path("reference");
    return literal.isTextual() ? patients(literal.asText(), within) : Stream.of();
  }

  private Stream<String> patients(String literal, Element within) {
    return references.resolve(literal, within).stream()
        .flatMap(
            found ->
                found.type().equals("Group")
                    ? found.resource().all("member").stream()
                        .map(member -> member.at("entity").node().path("reference").asText())
                        .flatMap(member -> references.resolve(member, found.resource()).stream())
                        .map(member -> member.resource().path())
                    : Stream.of(found.resource().path()));
  }

  /** A child that the gateway has already, by the address that it gave the sender. */
  private Optional<String> stored(Element reference, Element within) {
    return existing
        ? reference
            .text("reference")
            .filter(literal -> references.resolve(literal, within).isEmpty())
            .flatMap(this::stored)
        : Optional.empty();
  }

  /** The id in a reference to a child as the gateway names it, of whatever report. */
  Optional<String> stored(String literal) {
    return Optional.of(STORED.matcher(literal))
        .filter(any -> existing)
        .filter(Matcher::matches)
        .map(stored -> stored.group(1).toLowerCase(Locale.ROOT));
  }

  /**
   * The one child that a resource is about; where it does not say, the only child of the report.
   */
  Optional<String> subject(Element resource, String name) {
    if (resource.has(name)) {
      return subjects(resource, name, false).stream().findFirst();
    }
    if (children.size() == 1) {
      normalised(resource.path(name), children.keySet().iterator().next());
      return children.values().stream().findFirst();
    }
    wrong(resource.path(name), Code.MISSING);
    return Optional.empty();
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
                    .ifPresent(
                        other ->
                            wrong(each.path(), Code.INVALID_VALUE, String.join(", ", values))));
  }
}
