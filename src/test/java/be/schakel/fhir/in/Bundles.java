package be.schakel.fhir.in;

import be.schakel.edge.Json;
import be.schakel.fhir.RoundTripTest;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Bundles for tests: a whole one of the example submission, changed at one place or another. */
public final class Bundles {

  static final int REQUEST = 0;

  private final ObjectNode bundle;

  private Bundles(ObjectNode bundle) {
    this.bundle = bundle;
  }

  public static Bundles whole() {
    return of("submission");
  }

  static Bundles siblings() {
    return of("submission-siblings");
  }

  public static Bundles minimal() {
    return of("submission-minimal");
  }

  public static Bundles of(String example) {
    try {
      return new Bundles(SubmissionToBundle.bundle(RoundTripTest.example(example)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public ObjectNode tree() {
    return bundle;
  }

  /** The first resource of a type. */
  ObjectNode resource(String type) {
    return resource(type, 0);
  }

  ObjectNode resource(String type, int which) {
    var seen = 0;
    for (var entry : bundle.get("entry")) {
      if (entry.at("/resource/resourceType").asText().equals(type) && seen++ == which) {
        return (ObjectNode) entry.get("resource");
      }
    }
    throw new IllegalArgumentException(type);
  }

  /** The FHIRPath of the first resource of a type. */
  public String path(String type) {
    return path(type, 0);
  }

  public String path(String type, int which) {
    var wanted = resource(type, which);
    for (var i = 0; i < bundle.get("entry").size(); i++) {
      if (bundle.at("/entry/" + i + "/resource") == wanted) {
        return "Bundle.entry[" + i + "].resource";
      }
    }
    throw new IllegalArgumentException(type);
  }

  String url(String type) {
    for (var entry : bundle.get("entry")) {
      if (entry.get("resource") == resource(type)) {
        return entry.get("fullUrl").textValue();
      }
    }
    throw new IllegalArgumentException(type);
  }

  /** Sets what a pointer into the first resource of a type names, to a JSON text. */
  public Bundles with(String type, String pointer, String json) {
    set(resource(type), pointer, json);
    return this;
  }

  public Bundles with(String pointer, String json) {
    set(bundle, pointer, json);
    return this;
  }

  Bundles without(String type, String property) {
    resource(type).remove(property);
    return this;
  }

  public Bundles and(String fullUrl, String resource) {
    var node = json(resource);
    var entry = ((ArrayNode) bundle.get("entry")).addObject();
    entry.put("fullUrl", fullUrl);
    entry.set("resource", node);
    entry.putObject("request").put("method", "POST").put("url", node.path("resourceType").asText());
    return this;
  }

  byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(bundle);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public Transaction map() {
    return BundleToSubmission.map(bytes());
  }

  /** What it is refused for, or nothing. */
  List<Issue> refusal() {
    try {
      map();
      return List.of();
    } catch (SchakelProblem problem) {
      return problem.issues();
    }
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void set(ObjectNode root, String pointer, String json) {
    var at = JsonPointer.compile(pointer);
    var parent = root.at(at.head());
    var last = at.last();
    if (parent instanceof ArrayNode array) {
      if (last.getMatchingIndex() < array.size()) {
        array.set(last.getMatchingIndex(), json(json));
      } else {
        array.add(json(json));
      }
    } else {
      ((ObjectNode) parent).set(last.getMatchingProperty(), json(json));
    }
  }
}
