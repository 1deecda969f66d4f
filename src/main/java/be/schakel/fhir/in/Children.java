package be.schakel.fhir.in;

import be.schakel.referral.Numbers;
import be.schakel.vocabulary.Insz;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * The children of a report on its way in, or of the report that something is added to: which key
 * each has, and which of them stand in a resource.
 *
 * <p>Keys follow the order of the resources, so that the same report sent again with fresh UUIDs is
 * the same content.
 */
final class Children {

  private static final Pattern STORED =
      Pattern.compile(
          "(?:(?:.*/)?Patient/|urn:uuid:)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/_history/[^/]*)?",
          Pattern.CASE_INSENSITIVE);

  private final References references;

  /** By the place of their resource, in order. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  /** By the place of their resource. */
  private final Map<String, Insz> numbers = new HashMap<>();

  /** The keys of those that stand in a resource, by its place. */
  private final Map<String, Set<String>> named = new HashMap<>();

  private boolean existing;

  private boolean unsure;

  private Supplier<Map<UUID, Optional<Insz>>> stored = Map::of;

  private Optional<Known> known = Optional.empty();

  Children(References references) {
    this.references = references;
  }

  /**
   * What is known of them while none is added.
   *
   * @param all keys of those of the report
   * @param numbered keys of those whose number is known, also by the name that a transaction has
   *     for them
   */
  private record Known(Set<String> all, Set<String> numbered, Numbers<String> numbers) {}

  /** It is about a report that the gateway has, and so may name its children as they are there. */
  void areStored() {
    existing = true;
  }

  boolean isStored() {
    return existing;
  }

  /**
   * The children that the gateway has of it, with their national numbers; none where it does not
   * say. Asked for at most once, and only when it matters.
   */
  void areStored(Supplier<Map<UUID, Optional<Insz>>> children) {
    stored = children;
    known = Optional.empty();
  }

  void add(Element patient, String key) {
    keys.put(patient.path(), key);
    known = Optional.empty();
  }

  void number(Element patient, String insz) {
    numbers.put(patient.path(), new Insz(insz));
    known = Optional.empty();
  }

  /** The report says of somebody that it is about, but not who that is. */
  void beUnsure() {
    unsure = true;
  }

  boolean areUnsure() {
    return unsure;
  }

  /** The key of the child whose resource stands there. */
  Optional<String> at(String place) {
    return Optional.ofNullable(keys.get(place));
  }

  /** The keys of those in the transaction by the places of their resources, in order. */
  Map<String, String> byPlace() {
    return Collections.unmodifiableMap(keys);
  }

  /** The keys of all children of the report; none where nobody can say. */
  Set<String> all() {
    return known().all();
  }

  /** Whether the national number of the child with this key is known. */
  boolean isNumbered(String child) {
    return known().numbered().contains(child);
  }

  /** The keys under which a child of this number is known. */
  Set<String> of(Insz number) {
    return known().numbers().of(number);
  }

  /** The id in a reference to a child as the gateway names it, of whatever report. */
  Optional<String> stored(String literal) {
    return Optional.of(STORED.matcher(literal))
        .filter(any -> existing)
        .filter(Matcher::matches)
        .map(stored -> stored.group(1).toLowerCase(Locale.ROOT));
  }

  /**
   * The keys of the children that stand anywhere in a resource: by reference, alone or in a group,
   * or by their number, also in the documents inside it.
   */
  Set<String> in(Element resource) {
    return named.computeIfAbsent(
        resource.path(),
        any -> {
          var found = new TreeSet<String>();
          resource.deep().forEach(each -> named(each, resource, found));
          return found;
        });
  }

  private void named(Element each, Element within, Set<String> found) {
    var literal = each.node().path("reference");
    if (literal.isTextual()) {
      referredTo(literal.asText(), within, new HashSet<>(), found);
      stored(literal.asText()).filter(all()::contains).ifPresent(found::add);
    }
    attached(each, found);
    if (PatientToChild.isNumber(each)) {
      found.addAll(ofTheReport(of(new Insz(each.node().path("value").asText()))));
    }
  }

  /** The keys of the children whose number stands in what is attached inside a resource. */
  Set<String> attachedTo(Element resource) {
    var found = new TreeSet<String>();
    resource.deep().forEach(each -> attached(each, found));
    return found;
  }

  private void attached(Element each, Set<String> found) {
    if (each.path().endsWith(".data") && each.node().isTextual()) {
      found.addAll(ofTheReport(numbered(each.node().asText())));
    }
  }

  private void referredTo(String literal, Element within, Set<String> seen, Set<String> found) {
    references
        .resolve(literal, within)
        .map(References.Found::resource)
        .filter(target -> seen.add(target.path()))
        .ifPresent(
            target -> {
              at(target.path()).ifPresent(found::add);
              if (target.is("resourceType", "Group")) {
                target
                    .all("member")
                    .forEach(
                        member ->
                            referredTo(
                                member.at("entity").node().path("reference").asText(),
                                target,
                                seen,
                                found));
              }
            });
  }

  private Set<String> numbered(String base64) {
    try {
      return known().numbers().in(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException toldElsewhere) {
      return Set.of();
    }
  }

  private Set<String> ofTheReport(Set<String> children) {
    var found = new TreeSet<>(children);
    found.retainAll(all());
    return found;
  }

  /** Where children stand: in the transaction, or with us. */
  String placesOf(Collection<String> children) {
    var here =
        keys.entrySet().stream()
            .filter(child -> children.contains(child.getValue()))
            .map(Map.Entry::getKey);
    var there =
        children.stream().filter(key -> !keys.containsValue(key)).map(key -> "Patient/" + key);
    return Stream.concat(here, there).collect(Collectors.joining(", "));
  }

  private Known known() {
    if (known.isEmpty()) {
      var told = stored.get();
      stored = () -> told;
      var all = new LinkedHashSet<String>(existing ? Set.of() : keys.values());
      var numbered = new HashMap<String, Insz>();
      keys.forEach(
          (place, key) ->
              Optional.ofNullable(numbers.get(place))
                  .ifPresent(number -> numbered.put(key, number)));
      told.forEach(
          (id, number) -> {
            all.add(id.toString());
            number.ifPresent(own -> numbered.put(id.toString(), own));
          });
      known = Optional.of(new Known(all, numbered.keySet(), Numbers.of(numbered)));
    }
    return known.get();
  }
}
