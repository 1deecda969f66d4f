package be.schakel.fhir.in;

import be.schakel.edge.Contract;
import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One resource that comes by itself, on its way to a body of the contract: everything that is wrong
 * with it is gathered with its place, and told at once.
 */
final class Incoming {

  private final String type;
  private final ObjectNode root;
  private final Set<String> read = new HashSet<>();
  private final Element element;
  private final Map<String, String> places = new HashMap<>();
  private final Draft draft = new Draft(Json.MAPPER.createObjectNode(), "", places);
  private final List<Issue> issues = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  private Incoming(String type, ObjectNode root) {
    this.type = type;
    this.root = root;
    this.element = new Element(root, type, read);
  }

  /** One that somebody made. */
  static Incoming made(String type, InputStream body) throws IOException {
    var incoming = read(type, body);
    Structure.check(incoming.root, type, incoming::add);
    return incoming;
  }

  /** One that comes back as it was read here. */
  static Incoming returned(String type, String id, InputStream body) throws IOException {
    var incoming = read(type, body);
    Structure.shape(incoming.root, type, incoming::add);
    if (!incoming.root.path("id").asText().equals(id)) {
      incoming.wrong(type + ".id", Code.INVALID_VALUE, "id");
    }
    return incoming;
  }

  private static Incoming read(String type, InputStream body) throws IOException {
    var json = InPlace.read(type, () -> JsonBody.read(body, JsonBody.LIMIT, JsonBody.VALUES));
    if (!json.root().path("resourceType").asText().equals(type)) {
      throw SchakelProblem.of(List.of(new Issue(type + ".resourceType", Code.INVALID_VALUE, type)));
    }
    var incoming = new Incoming(type, json.root());
    json.issues().forEach(issue -> incoming.add(issue.at(Element.path(type, issue.pointer()))));
    return incoming;
  }

  ObjectNode root() {
    return root;
  }

  Element element() {
    return element;
  }

  Draft draft() {
    return draft;
  }

  void wrong(String place, Code code, String... arguments) {
    add(new Issue(place, code, arguments));
  }

  /** A place that is called wrong already is called nothing else as well. */
  private void add(Issue issue) {
    if (issue.code().isWarning() || told.add(issue.pointer())) {
      issues.add(issue);
    }
  }

  /** What nobody here would read is refused, so that it is not lost in silence. */
  void only(Set<String> known) {
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                wrong(type + "." + name, Code.ELEMENT_NOT_TAKEN);
              }
            });
  }

  /** Tells of what nobody has read by now. */
  void unread() {
    Unread.tell(element, read, this::add);
  }

  /** What is told beside an answer that refuses nothing. */
  List<Issue> remarks() {
    return issues.stream().filter(issue -> issue.code().isWarning()).distinct().toList();
  }

  /** The id in a reference to one of ours; empty, and told of, when it is none. */
  Optional<UUID> id(Element reference, String target) {
    var found = reference.text("reference").flatMap(address -> Stored.read(address, target));
    if (found.isEmpty()) {
      wrong(reference.path("reference"), Code.INVALID_VALUE, Stored.anyVersion(target));
    } else if (found.get().versioned()) {
      wrong(reference.path("reference"), Code.VALUE_NORMALISED, Stored.anyVersion(target));
    }
    return found.map(Stored::id);
  }

  /** The same places for what a feature finds wrong with the body. */
  Map<String, String> places() {
    return Map.copyOf(places);
  }

  /**
   * The draft as the contract and its record have it.
   *
   * @throws SchakelProblem with every place that has to change
   */
  <T> T as(String schema, Class<T> body) {
    Contract.packaged()
        .check(schema, draft.object())
        .forEach(issue -> add(Transaction.located(issue, places, type)));
    if (issues.stream().anyMatch(issue -> !issue.code().isWarning())) {
      throw SchakelProblem.of(issues.stream().distinct().toList());
    }
    try {
      return Json.MAPPER.treeToValue(draft.object(), body);
    } catch (JsonProcessingException mismatch) {
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("the contract lets through what a " + schema + " refuses");
    }
  }
}
