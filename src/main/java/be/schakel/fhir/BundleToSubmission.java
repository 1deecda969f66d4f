package be.schakel.fhir;

import be.schakel.edge.Contract;
import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Submission;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A transaction Bundle as a submission, or everything that is wrong with it, each with its place as
 * FHIRPath.
 *
 * <p>Elements are carried over as they are into the shape of the contract, which then judges them:
 * a length, a code list or a date is said once, for both faces. What real systems write a little
 * differently is understood and remarked on. Pure.
 */
final class BundleToSubmission {

  /** Longer answers nobody reads. */
  private static final int MOST_ISSUES = 500;

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
          "Binary",
          "Bundle",
          "PractitionerRole",
          "Practitioner",
          "Organization");

  private static final Set<String> MUST_BE_USED = Set.of("Patient", "Group", "Binary", "Bundle");

  private final Intake intake;
  private final ObjectNode bundle;
  private final List<Element> resources = new ArrayList<>();

  private BundleToSubmission(byte[] body, ObjectNode bundle) {
    this.intake = new Intake(body);
    this.bundle = bundle;
  }

  /**
   * @param body the request as it came, at most 10 MiB
   * @throws SchakelProblem with every place that has to change
   */
  static Transaction map(byte[] body) {
    var json = parse(body);
    var root = json.root();
    if (!root.path("resourceType").asText().equals("Bundle")
        || !root.path("type").asText().equals("transaction")) {
      throw SchakelProblem.of(List.of(new Issue("Bundle.type", Code.BUNDLE_NOT_TRANSACTION)));
    }
    var mapping = new BundleToSubmission(body, root);
    json.issues()
        .forEach(
            issue ->
                mapping.intake.wrong(
                    path("Bundle", issue.pointer()),
                    issue.code(),
                    issue.arguments().toArray(String[]::new)));
    return mapping.transaction();
  }

  private static JsonBody parse(byte[] body) {
    try {
      return JsonBody.read(new ByteArrayInputStream(body), JsonBody.LIMIT, JsonBody.VALUES);
    } catch (IOException cannotBeOfAnArray) {
      throw new UncheckedIOException(cannotBeOfAnArray);
    }
  }

  private Transaction transaction() {
    Structure.check(bundle, "Bundle", intake::add);
    var root = new Element(bundle, "Bundle", intake.read());
    root.all("entry").forEach(this::entry);
    var draft = intake.draft(JsonNodeFactory.instance.objectNode());
    var request = request(root);
    request.ifPresent(
        one -> {
          ServiceRequestToSubmission.map(intake, one, resources, draft);
          leftOver();
          Draft.prune(draft.object());
          contract(draft.object());
        });
    var errors = intake.issues().stream().filter(issue -> !issue.code().isWarning()).toList();
    if (!errors.isEmpty()) {
      throw SchakelProblem.of(errors.stream().distinct().limit(MOST_ISSUES).toList());
    }
    return new Transaction(
        bind(draft.object()),
        root.all("entry").stream().map(this::became).toList(),
        intake.places(),
        intake.issues().stream().distinct().limit(MOST_ISSUES).toList());
  }

  private void entry(Element entry) {
    var resource = entry.one("resource").filter(each -> each.node().isObject());
    if (resource.isEmpty()) {
      if (!entry.has("resource")) {
        intake.wrong(entry.path("resource"), Code.MISSING);
      }
      return;
    }
    method(entry, resource.get());
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

  /** What stands inside the request counts as if it stood beside it. */
  private void contained(Element resource) {
    if (TYPES.contains(resource.node().path("resourceType").asText())) {
      resources.add(resource);
    } else {
      intake.wrong(resource.path(), Code.ELEMENT_NOT_STORED);
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
      intake.normalised(entry.path("request"));
      return;
    }
    var method = request.get().text("method");
    if (!method.equals(Optional.of("POST"))) {
      intake.wrong(request.get().path("method"), Code.BUNDLE_METHOD, "POST");
    }
    var type = resource.node().path("resourceType").asText();
    request
        .get()
        .text("url")
        .filter(url -> !url.strip().replaceFirst("^.*/(?=[A-Z][A-Za-z]+$)", "").equals(type))
        .ifPresent(other -> intake.wrong(request.get().path("url"), Code.INVALID_VALUE, type));
    if (request.get().has("ifNoneExist")) {
      intake.wrong(request.get().path("ifNoneExist"), Code.ELEMENT_NOT_STORED);
    }
  }

  /** The one ServiceRequest. */
  private Optional<Element> request(Element root) {
    var requests = of("ServiceRequest").toList();
    if (requests.isEmpty()) {
      intake.wrong(root.path("entry"), Code.ONE_REFERRAL_PER_BUNDLE);
    }
    requests.stream()
        .skip(1)
        .forEach(more -> intake.wrong(more.path(), Code.ONE_REFERRAL_PER_BUNDLE));
    return requests.stream().findFirst();
  }

  private Stream<Element> of(String type) {
    return resources.stream().filter(resource -> resource.is("resourceType", type));
  }

  private void leftOver() {
    for (var resource : resources) {
      var type = resource.node().path("resourceType").asText();
      if (MUST_BE_USED.contains(type) && !intake.references().used(resource)) {
        intake.wrong(resource.path(), Code.RESOURCE_NOT_REFERENCED);
      } else if (!type.equals("Bundle")) {
        Unread.tell(resource, intake.read(), intake::add);
      }
    }
  }

  private void contract(ObjectNode submission) {
    Contract.packaged()
        .check("Submission", submission)
        .forEach(issue -> intake.add(Transaction.located(issue, intake.places())));
  }

  private static Submission bind(ObjectNode submission) {
    try {
      return Json.MAPPER.treeToValue(submission, Submission.class);
    } catch (JsonProcessingException mismatch) {
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("the contract lets through what a submission refuses");
    }
  }

  private Transaction.Entry became(Element entry) {
    var resource = entry.at("resource");
    var path = resource.path();
    var type = resource.node().path("resourceType").asText();
    return new Transaction.Entry(
        type,
        Optional.ofNullable(intake.children().get(path))
            .or(() -> Optional.ofNullable(intake.about().get(path))),
        Optional.ofNullable(intake.persons().get(path)),
        Optional.ofNullable(intake.parts().get(path)));
  }

  /** A JSON pointer into a resource as FHIRPath. */
  static String path(String type, String pointer) {
    var path = new StringBuilder(type);
    for (var step : pointer.split("/", -1)) {
      if (step.matches("\\d+")) {
        path.append('[').append(step).append(']');
      } else if (!step.isEmpty()) {
        path.append('.').append(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return path.toString();
  }
}
