package be.schakel.fhir.in;

import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.fhir.guide.Guide;
import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A resource that somebody wants to have validated (R4 operation {@code $validate}): by itself, or
 * as the parameter {@code resource}. Pure.
 *
 * @param profiles those of the guide that it would have to keep when it is sent
 * @param issues what the way in says of it, where it comes by itself or is a whole submission
 */
public record Validated(JsonNode resource, List<String> profiles, List<Issue> issues) {

  /** As a pattern, since it is part of a path. */
  public static final String TYPES =
      "Bundle|ServiceRequest|Patient|Group|RelatedPerson|Observation|Condition|Consent"
          + "|DocumentReference|DiagnosticReport|Specimen|List|Binary"
          + "|PractitionerRole|Practitioner|Organization|Communication|Task|Subscription";

  private static final Map<String, String> PROFILES =
      new TreeMap<>(
          Map.of(
              "ServiceRequest", "referral-request",
              "Patient", "child",
              "Group", "siblings",
              "RelatedPerson", "family-member",
              "Observation", "child-view",
              "Condition", "child-problem",
              "DocumentReference", "report-document",
              "Binary", "document-bytes"));

  static {
    PROFILES.put("Consent", "consent-in-report");
    PROFILES.put("PractitionerRole", "contact-role");
    PROFILES.put("Practitioner", "contact-person");
    PROFILES.put("Organization", "contact-organization");
    PROFILES.put("Communication", "correspondence");
    PROFILES.put("Subscription", "told-by-hook");
  }

  /** As {@code POST Consent} takes it, where a report names its own by {@code urn:uuid}. */
  private static final String ONE_OF_OURS = "(.*/)?Patient/[^/]+";

  /** Of a Bundle that is neither taken nor given, by itself or inside another. */
  private static final String NEVER = "batch|message|collection";

  /** Of a document, as only the gateway gives it. */
  private static final String PAST = "superseded|entered-in-error";

  /** Bytes: a validation takes its time, and what is larger is larger by its documents. */
  public static final int LIMIT = 1024 * 1024;

  /** Characters of one narrative: the validator holds each link in it against each place. */
  private static final int NARRATIVE = 64 * 1024;

  /** The validator cannot be halted while it writes up what it cannot read. */
  public static final int VALUES = 10_000;

  /**
   * @param body as sent, as far as one byte beyond the limit
   * @param sender who would send it
   * @param type what it has to be, or null when it may be any that is accepted
   * @param profile canonical url of a profile that it has to keep besides, as the operation has it,
   *     here or among the parameters in the body
   * @param between called between its steps, each a millisecond or so of a report: where it can be
   *     halted
   * @throws SchakelProblem when there is nothing in it that could be validated
   */
  public static Validated read(
      byte[] body, PartnerKind sender, String type, Optional<String> profile, Runnable between) {
    var json = JsonBody.read(body, LIMIT, VALUES);
    between.run();
    var isParameters = json.root().path("resourceType").asText().equals("Parameters");
    var resource =
        isParameters
            ? parameters(json.root(), "resource").findFirst().orElseThrow(Validated::noResource)
            : json.root();
    var asked =
        profile
            .map(List::of)
            .orElseGet(
                () -> parameters(json.root(), "profile").map(JsonNode::asText).distinct().toList());
    if (resource.findValuesAsText("div").stream().anyMatch(text -> text.length() > NARRATIVE)) {
      throw SchakelProblem.of(
          List.of(new Issue("text.div", Code.TOO_LONG, Integer.toString(NARRATIVE))));
    }
    var given = resource.path("resourceType").asText();
    if (!given.matches(TYPES) || type != null && !given.equals(type)) {
      throw SchakelProblem.of(
          List.of(
              new Issue(
                  "resourceType",
                  Code.RESOURCE_NOT_EXPECTED,
                  type == null ? TYPES.replace("|", ", ") : type)));
    }
    var issues = new ArrayList<Issue>();
    json.issues().forEach(issue -> issues.add(issue.at(Element.path(given, issue.pointer()))));
    var read =
        given.equals("Bundle")
            ? bundle(resource, issues, between)
            : alone(resource, profiles(given, resource), sender, issues);
    for (var each : asked) {
      read = read.against(each);
    }
    return read;
  }

  /** What is not of the guide is said, lest somebody takes silence for a profile that was kept. */
  private Validated against(String profile) {
    var named = profile.split("\\|", 2);
    var name = named[0];
    if (name.equals(Systems.R4_TYPE + resource.path("resourceType").asText())) {
      return this;
    }
    var ours = name.startsWith(Systems.EXTENSION) ? name.substring(Systems.EXTENSION.length()) : "";
    return Guide.packaged()
            .read("StructureDefinition", ours)
            .filter(found -> named.length == 1 || found.path("version").asText().equals(named[1]))
            .isPresent()
        ? new Validated(resource, with(profiles, ours), issues)
        : new Validated(
            resource,
            profiles,
            with(issues, new Issue("profile", Code.PROFILE_NOT_AT_HAND, Systems.EXTENSION)));
  }

  private static <T> List<T> with(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).distinct().toList();
  }

  /**
   * A Consent in the words of this server comes by itself, and a document that was replaced or
   * taken back is one as it was read; a Task asks the centre to stop, or is that of a report as it
   * was read.
   */
  private static List<String> profiles(String type, JsonNode resource) {
    if (type.equals("DocumentReference") && resource.path("status").asText().matches(PAST)) {
      return List.of("stored-document");
    }
    if (type.equals("Consent") && resource.at("/patient/reference").asText().matches(ONE_OF_OURS)) {
      return List.of("given-consent");
    }
    if (type.equals("Task")) {
      var aborts = TaskToCancellation.aborts(new Element(resource, type, new HashSet<>()));
      return List.of(aborts ? "cancellation-request" : "report-status");
    }
    return PROFILES.containsKey(type) ? List.of(PROFILES.get(type)) : List.of();
  }

  /** A report, documents for one that was sent before, or neither. */
  private static Validated bundle(JsonNode bundle, List<Issue> issues, Runnable between) {
    var profiles = List.<String>of();
    if (bundle.path("type").asText().equals("transaction")) {
      var way = BundleToSubmission.read(bytes(bundle));
      between.run();
      profiles = way.addsDocuments() ? profiles : List.of("submission");
      issues.addAll(issuesOf(way));
      between.run();
    } else {
      Structure.shape(bundle, "Bundle", issues::add);
      if (bundle.path("type").asText().matches(NEVER)) {
        issues.add(new Issue("Bundle.type", Code.BUNDLE_NOT_TRANSACTION));
      }
    }
    return new Validated(bundle, profiles, issues);
  }

  /** What can be sent by itself, or a part of something. */
  private static Validated alone(
      JsonNode resource, List<String> profiles, PartnerKind sender, List<Issue> issues) {
    try {
      issues.addAll(posted(resource, String.join("", profiles), sender));
    } catch (SchakelProblem refused) {
      issues.addAll(refused.issues());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new Validated(resource, profiles, issues);
  }

  /**
   * What its way in would say of it, without a look at what is stored.
   *
   * @throws SchakelProblem where it would refuse it
   */
  private static List<Issue> posted(JsonNode resource, String profile, PartnerKind sender)
      throws IOException {
    var body = new ByteArrayInputStream(bytes(resource));
    var remarks = new ArrayList<Issue>();
    switch (profile) {
      case "given-consent" -> remarks.addAll(ConsentToNew.parse(body).remarks());
      case "correspondence" -> remarks.addAll(CommunicationToNew.parse(sender, body).remarks());
      case "told-by-hook" -> remarks.addAll(SubscriptionToNew.parse(body).remarks());
      case "cancellation-request" -> TaskToCancellation.parse(body);
      default -> Structure.shape(resource, resource.path("resourceType").asText(), remarks::add);
    }
    return remarks;
  }

  private static SchakelProblem noResource() {
    return SchakelProblem.of(
        List.of(new Issue("Parameters.parameter.where(name='resource')", Code.MISSING)));
  }

  private static Stream<JsonNode> parameters(JsonNode root, String name) {
    return StreamSupport.stream(root.path("parameter").spliterator(), false)
        .filter(parameter -> parameter.path("name").asText().equals(name))
        .flatMap(
            parameter ->
                Stream.of("resource", "valueUri", "valueCanonical", "valueUrl", "valueString")
                    .filter(parameter::has)
                    .map(parameter::get));
  }

  private static List<Issue> issuesOf(BundleToSubmission way) {
    try {
      return way.addsDocuments()
          ? way.addition(nothingStored -> Map.of()).remarks()
          : way.transaction().remarks();
    } catch (SchakelProblem refused) {
      return refused.issues();
    }
  }

  private static byte[] bytes(JsonNode bundle) {
    try {
      return Json.MAPPER.writeValueAsBytes(bundle);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a tree cannot be written");
    }
  }

  public Validated {
    profiles = List.copyOf(profiles);
    issues = List.copyOf(issues);
  }
}
