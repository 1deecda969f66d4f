package be.schakel.fhir.in;

import be.schakel.edge.Contract;
import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.NewDevelopment;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.Insz;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A transaction Bundle as a submission, or everything that is wrong with it, each with its place as
 * FHIRPath.
 *
 * <p>Elements are carried over as they are into the shape of the contract, which then judges them:
 * a length, a code list or a date is said once, for both faces. What real systems write a little
 * differently is understood and remarked on. Pure.
 */
public final class BundleToSubmission {

  private static final List<String> TYPES =
      List.of(
          "ServiceRequest",
          "Patient",
          "Group",
          "RelatedPerson",
          "Observation",
          "Condition",
          "Consent",
          "DocumentReference",
          "DiagnosticReport",
          "Specimen",
          "Binary",
          "Bundle",
          "List",
          "PractitionerRole",
          "Practitioner",
          "Organization");

  /** The only condition that is held. */
  private static final String HELD =
      "identifier=<ServiceRequest.identifier.system>|<ServiceRequest.identifier.value>";

  private static final Set<String> MUST_BE_USED = Set.of("Patient", "Group", "Binary", "Bundle");

  private final Intake intake;
  private final ObjectNode bundle;
  private final List<Element> resources = new ArrayList<>();

  /** The stored documents that are to be superseded, by the places of their entries. */
  private final Map<String, String> superseded = new LinkedHashMap<>();

  private BundleToSubmission(AsSent sent, ObjectNode bundle) {
    this.intake = new Intake(sent);
    this.bundle = bundle;
  }

  /**
   * @param body the request as it came, at most 10 MiB
   * @throws SchakelProblem with every place that has to change
   */
  public static Transaction map(byte[] body) {
    return read(body).transaction();
  }

  /**
   * Reads no more than what it is: a report, or documents for one.
   *
   * @throws SchakelProblem when it is no transaction
   */
  public static BundleToSubmission read(byte[] body) {
    return read(body, Optional.empty());
  }

  /**
   * The same.
   *
   * @param xml what came, where {@code body} was made of it
   */
  public static BundleToSubmission read(byte[] body, Optional<byte[]> xml) {
    var json = InPlace.read("Bundle", () -> JsonBody.read(body, JsonBody.LIMIT, JsonBody.VALUES));
    var root = json.root();
    if (!root.path("resourceType").asText().equals("Bundle")
        || !root.path("type").asText().equals("transaction")) {
      throw SchakelProblem.of(List.of(new Issue("Bundle.type", Code.BUNDLE_NOT_TRANSACTION)));
    }
    var mapping = new BundleToSubmission(AsSent.of(body, xml), root);
    json.issues()
        .forEach(issue -> mapping.intake.add(issue.at(Element.path("Bundle", issue.pointer()))));
    return mapping;
  }

  /** Whether it has documents for a report that the gateway has already, and no report. */
  public boolean addsDocuments() {
    var sent =
        root().all("entry").stream().flatMap(entry -> entry.all("resource").stream()).toList();
    return sent.stream().noneMatch(each -> each.is("resourceType", "ServiceRequest"))
        && sent.stream().anyMatch(DocumentsToDevelopment::belongs);
  }

  private Element root() {
    return new Element(bundle, "Bundle", intake.read());
  }

  /**
   * @param onlyIfNone condition of the header {@code If-None-Exist}, about the report
   * @throws SchakelProblem with every place that has to change, or {@link Code#INVALID_PARAMETER}
   *     for a condition that could not be held
   */
  public Transaction transaction(Optional<String> onlyIfNone) {
    if (onlyIfNone.isPresent()
        && root().all("entry").stream()
            .map(entry -> entry.at("resource"))
            .filter(resource -> resource.is("resourceType", "ServiceRequest"))
            .noneMatch(request -> isHeld(onlyIfNone.get(), request))) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, "If-None-Exist", HELD);
    }
    return transaction();
  }

  public Transaction transaction() {
    Structure.check(bundle, "Bundle", intake::add);
    var root = root();
    root.all("entry").forEach(this::entry);
    var draft = intake.draft(JsonNodeFactory.instance.objectNode());
    var request = request(root);
    request.ifPresent(
        one -> {
          ServiceRequestToSubmission.map(intake, one, resources, draft);
          leftOver();
          Draft.prune(draft.object());
          contract("Submission", draft.object());
        });
    intake.refuseErrors();
    return new Transaction(
        bind(draft.object(), Submission.class),
        root.all("entry").stream().map(this::became).toList(),
        intake.places(),
        intake.said(),
        intake.issues());
  }

  /**
   * @param children of a report of the sender, their ids and national numbers; none of another
   */
  public Addition addition(Function<UUID, Map<UUID, Optional<Insz>>> children) {
    Structure.check(bundle, "Bundle", intake::add);
    var root = root();
    intake.children().areStored();
    root.all("entry").forEach(this::entry);
    var draft = intake.draft(JsonNodeFactory.instance.objectNode());
    var referral =
        DocumentsToDevelopment.map(intake, resources, root.path("entry"), draft, children);
    leftOver();
    Draft.prune(draft.object());
    superseded(draft.object());
    contract("DevelopmentSubmission", draft.object());
    intake.refuseErrors();
    return new Addition(
        referral.orElseThrow(),
        bind(draft.object(), NewDevelopment.class),
        root.all("entry").stream().map(this::became).toList(),
        intake.places(),
        intake.said(),
        intake.issues());
  }

  /** To supersede a document is to replace it, and nothing by itself. */
  private void superseded(ObjectNode development) {
    var replaced = development.path("documents").findValuesAsText("replaces");
    superseded.forEach(
        (entry, document) -> {
          if (!replaced.contains(document)) {
            intake.wrong(entry + ".request.method", Code.BUNDLE_METHOD);
          }
        });
  }

  private void entry(Element entry) {
    var old = intake.children().isStored() ? Superseded.by(entry) : Optional.<String>empty();
    if (old.isPresent()) {
      superseded.put(entry.path(), old.get());
      return;
    }
    if (entry.at("request").is("method", "PATCH")) {
      patch(entry);
      return;
    }
    var resource = entry.one("resource").filter(each -> each.node().isObject());
    if (resource.isEmpty()) {
      if (!entry.has("resource")) {
        intake.wrong(entry.path("resource"), Code.MISSING);
      }
      return;
    }
    method(entry, resource.get());
    address(entry, resource.get());
    var type = resource.get().node().path("resourceType").asText();
    if (!TYPES.contains(type)) {
      if (Structure.known(type)) {
        unexpected(resource.get());
      }
      return;
    }
    if (type.equals("Bundle") && !DocumentParts.isDocument(resource.get().node())) {
      unexpected(resource.get());
      return;
    }
    if (intake.references().add(entry.text("fullUrl"), resource.get())) {
      intake.wrong(entry.path("fullUrl"), Code.DUPLICATE_ITEM);
    }
    resources.add(resource.get());
    if (type.equals("ServiceRequest")) {
      resource.get().all("contained").forEach(this::contained);
    }
  }

  /** What is wrong with it is told once: it is no resource that belongs to the rest. */
  private void patch(Element entry) {
    if (intake.children().isStored()) {
      intake.wrong(entry.path("resource"), Code.PATCH_NOT_UNDERSTOOD);
    } else {
      intake.wrong(entry.at("request").path("method"), Code.BUNDLE_METHOD);
    }
  }

  /**
   * R4 Bundle, "Resource URL &amp; Uniqueness rules": what is no address of this is a name for it.
   */
  private void address(Element entry, Element resource) {
    entry
        .text("fullUrl")
        .filter(url -> !Addresses.isOf(url, resource.node()))
        .ifPresent(other -> intake.normalised(entry.path("fullUrl"), "fullUrl urn:uuid:<UUID>"));
  }

  /** What stands inside the request counts as if it stood beside it. */
  private void contained(Element resource) {
    var type = resource.node().path("resourceType").asText();
    if (TYPES.contains(type)) {
      resources.add(resource);
    } else {
      intake.add(Unread.lost(resource.path(), type));
    }
  }

  private void unexpected(Element resource) {
    intake.wrong(
        resource.path("resourceType"), Code.RESOURCE_NOT_EXPECTED, String.join(", ", TYPES));
  }

  private void method(Element entry, Element resource) {
    var request = entry.one("request");
    if (request.isEmpty()) {
      // A document Bundle turned into a transaction often lacks it, and it can only mean POST
      intake.normalised(
          entry.path("request"), "POST " + resource.node().path("resourceType").asText());
      return;
    }
    var method = request.get().text("method");
    if (!method.equals(Optional.of("POST"))) {
      intake.wrong(request.get().path("method"), Code.BUNDLE_METHOD);
    }
    var type = resource.node().path("resourceType").asText();
    request
        .get()
        .text("url")
        .filter(url -> !url.strip().replaceFirst("^.*/(?=[A-Z][A-Za-z]+$)", "").equals(type))
        .ifPresent(other -> intake.wrong(request.get().path("url"), Code.INVALID_VALUE, type));
    request.get().one("ifNoneExist").ifPresent(condition -> onlyOnce(condition, resource));
  }

  private void onlyOnce(Element condition, Element resource) {
    if (!resource.is("resourceType", "ServiceRequest")) {
      intake.add(Unread.lost(condition.path(), condition.path()));
    } else if (!isHeld(condition.text().orElse(""), resource)) {
      intake.wrong(condition.path(), Code.INVALID_VALUE, HELD);
    }
  }

  /**
   * A report is taken once for each reference of its sender in any case (R4 http, "conditional
   * create"), so the condition adds nothing; one by something else could not be held.
   */
  private static boolean isHeld(String condition, Element resource) {
    var asked = decoded(condition);
    var own =
        resource.all("identifier").stream()
            .map(
                each ->
                    each.node().path("system").asText() + "|" + each.node().path("value").asText())
            .map(token -> "identifier=" + token)
            .toList();
    return own.contains(asked.replaceFirst("^(ServiceRequest)?\\?", ""));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /** The one ServiceRequest. */
  private Optional<Element> request(Element root) {
    var requests =
        resources.stream().filter(each -> each.is("resourceType", "ServiceRequest")).toList();
    if (requests.isEmpty() && !DocumentsToDevelopment.unnamed(intake, resources)) {
      intake.wrong(root.path("entry"), Code.ONE_REFERRAL_PER_BUNDLE);
    }
    requests.stream()
        .skip(1)
        .forEach(more -> intake.wrong(more.path(), Code.ONE_REFERRAL_PER_BUNDLE));
    return requests.stream().findFirst();
  }

  private void leftOver() {
    for (var resource : resources) {
      var type = resource.node().path("resourceType").asText();
      RegisterNumbers.tell(intake, resource);
      if (type.equals("List")) {
        // The submission set of MHD says again what stands in the documents
        resource.readWhole();
      }
      if (MUST_BE_USED.contains(type) && !intake.references().used(resource)) {
        left(resource, type);
      } else if (!type.equals("Bundle")) {
        Unread.tell(resource, intake.read(), intake::add);
      }
    }
  }

  private void left(Element resource, String type) {
    if (type.equals("Patient") || type.equals("Group")) {
      intake.wrongChild(resource.path(), Code.RESOURCE_NOT_REFERENCED);
    } else {
      intake.wrong(resource.path(), Code.RESOURCE_NOT_REFERENCED);
    }
  }

  private void contract(String schema, ObjectNode content) {
    Contract.packaged()
        .check(schema, content)
        .forEach(issue -> intake.add(Transaction.located(issue, intake.places())));
  }

  private static <T> T bind(ObjectNode content, Class<T> type) {
    try {
      return Json.MAPPER.treeToValue(content, type);
    } catch (JsonProcessingException mismatch) {
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException(
          "the contract lets through what a " + type.getSimpleName() + " refuses");
    }
  }

  private Transaction.Entry became(Element entry) {
    var resource = entry.at("resource");
    var path = resource.path();
    var type = resource.node().path("resourceType").asText();
    return new Transaction.Entry(
        type,
        intake.children().at(path).or(() -> Optional.ofNullable(intake.about().get(path))),
        Optional.ofNullable(intake.persons().get(path)),
        intake.parts(path),
        Optional.ofNullable(superseded.get(entry.path())).map(id -> "DocumentReference/" + id));
  }
}
