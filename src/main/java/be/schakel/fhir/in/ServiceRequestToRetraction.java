package be.schakel.fhir.in;

import be.schakel.edge.Contract;
import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.NewRetraction;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.RetractionReason;
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
 * An updated {@code ServiceRequest} as the retraction of the report: its submitter sends back what
 * it read with the status {@code revoked} or {@code entered-in-error}. Pure.
 *
 * @param request what came in, for the comparison
 */
public record ServiceRequestToRetraction(NewRetraction retraction, ObjectNode request) {

  /** R4 standard extension: why a request has its status. */
  private static final String REASON =
      "http://hl7.org/fhir/StructureDefinition/request-statusReason";

  private static final Map<String, Set<RetractionReason>> REASONS =
      Map.of(
          "revoked",
          Set.of(RetractionReason.WITHDRAWN),
          "entered-in-error",
          Set.of(RetractionReason.ENTERED_IN_ERROR, RetractionReason.WRONG_CHILD));

  /** What a report says; the rest of the resource is how the gateway shows it. */
  private static final List<String> SAID =
      List.of(
          "identifier",
          "intent",
          "category",
          "priority",
          "code",
          "subject",
          "authoredOn",
          "note",
          "reasonCode");

  /**
   * @param id the report that the address names
   * @throws SchakelProblem with every place that has to change
   */
  public static ServiceRequestToRetraction parse(UUID id, InputStream body) throws IOException {
    var json = JsonBody.read(body, JsonBody.LIMIT, JsonBody.VALUES);
    var request = json.root();
    var issues = new ArrayList<Issue>();
    json.issues()
        .forEach(
            issue ->
                issues.add(
                    new Issue(
                        BundleToSubmission.path("ServiceRequest", issue.pointer()),
                        issue.code(),
                        issue.arguments())));
    if (!request.path("resourceType").asText().equals("ServiceRequest")) {
      throw SchakelProblem.of(
          List.of(new Issue("ServiceRequest.resourceType", Code.INVALID_VALUE, "ServiceRequest")));
    }
    Structure.shape(request, "ServiceRequest", issues::add);
    if (!request.path("id").asText().equals(id.toString())) {
      issues.add(new Issue("ServiceRequest.id", Code.INVALID_VALUE, "id"));
    }
    var places = new HashMap<String, String>();
    var draft = new Draft(Json.MAPPER.createObjectNode(), "", places);
    retraction(new Element(request, "ServiceRequest", new HashSet<>()), draft, issues);
    Contract.packaged()
        .check("Retraction", draft.object())
        .forEach(issue -> issues.add(Transaction.located(issue, places, "ServiceRequest.status")));
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues.stream().distinct().toList());
    }
    return new ServiceRequestToRetraction(bind(draft.object()), request);
  }

  private static void retraction(Element request, Draft draft, List<Issue> issues) {
    var status = request.text("status").orElse("");
    var possible = REASONS.getOrDefault(status, Set.of());
    if (possible.isEmpty()) {
      issues.add(
          new Issue("ServiceRequest.status", Code.INVALID_VALUE, "revoked, entered-in-error"));
      return;
    }
    var why = Codes.value(Codes.named(request, REASON));
    draft.place("reason", request.path("extension"));
    var coded = why.flatMap(concept -> Codes.of(concept, "retraction-reason"));
    coded.ifPresentOrElse(
        code -> draft.text("reason", Optional.of(code)),
        () ->
            draft.text(
                "reason",
                status.equals("revoked")
                    ? RetractionReason.WITHDRAWN.name()
                    : RetractionReason.ENTERED_IN_ERROR.name(),
                request.path("status")));
    coded
        .flatMap(Element::text)
        .filter(reason -> possible.stream().noneMatch(each -> each.name().equals(reason)))
        .ifPresent(
            other ->
                issues.add(
                    new Issue(
                        coded.get().path(),
                        Code.UNKNOWN_CODE,
                        String.join(", ", possible.stream().map(Enum::name).sorted().toList()))));
    draft.text("text", why.flatMap(concept -> concept.one("text")));
  }

  /** Whether what it says of the report is what its submitter reported. */
  public boolean changesNothingElse(ReferralView view) {
    var now = read(R4.json().encodeResourceToString(ReferralToFhir.request(view, Language.EN)));
    return SAID.stream()
        .filter(request::has)
        .allMatch(name -> plain(request, name).equals(plain(now, name)));
  }

  private static ObjectNode plain(ObjectNode from, String name) {
    var only = from.deepCopy().retain(name);
    TaskToMove.withoutTexts(only);
    return only;
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(json);
    } catch (JsonProcessingException ourOwn) {
      throw new IllegalStateException("our own ServiceRequest does not read");
    }
  }

  private static NewRetraction bind(ObjectNode retraction) {
    try {
      return Json.MAPPER.treeToValue(retraction, NewRetraction.class);
    } catch (JsonProcessingException mismatch) {
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("the contract lets through what a retraction refuses");
    }
  }
}
