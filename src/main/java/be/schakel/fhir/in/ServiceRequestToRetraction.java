package be.schakel.fhir.in;

import be.schakel.fhir.guide.KnownCodes;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.NewRetraction;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.RetractionReason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** Of each status, the one first that counts where none is given. */
  private static final Map<String, List<RetractionReason>> REASONS =
      Map.of(
          "revoked",
          List.of(RetractionReason.WITHDRAWN),
          "entered-in-error",
          List.of(RetractionReason.ENTERED_IN_ERROR, RetractionReason.WRONG_CHILD));

  private static final String BY_STATUS =
      REASONS.entrySet().stream()
          .map(
              each ->
                  each.getKey()
                      + ": "
                      + String.join(", ", each.getValue().stream().map(Enum::name).toList()))
          .sorted(Comparator.reverseOrder())
          .collect(Collectors.joining("; "));

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
    var incoming = Incoming.returned("ServiceRequest", id.toString(), body);
    retraction(incoming.element(), incoming);
    return new ServiceRequestToRetraction(
        incoming.as("Retraction", NewRetraction.class), incoming.root());
  }

  private static void retraction(Element request, Incoming incoming) {
    var draft = incoming.draft();
    draft.place("reason", request.path("status"));
    var status = request.text("status").orElse("");
    var possible = REASONS.getOrDefault(status, List.of());
    if (possible.isEmpty()) {
      incoming.wrong(request.path("status"), Code.ONLY_TAKEN_BACK, "revoked, entered-in-error");
      return;
    }
    var why = Codes.value(Codes.named(request, REASON));
    draft.place("reason", request.path("extension"));
    var ours = why.flatMap(concept -> Codes.of(concept, "retraction-reason"));
    if (ours.isEmpty()) {
      // A reason in another's words would count as another reason than was meant
      Codes.system(why.filter(concept -> concept.has("coding")).stream().toList())
          .ifPresent(
              other ->
                  incoming.wrong(other, Code.WRONG_SYSTEM, KnownCodes.listed("retraction-reason")));
    }
    ours.ifPresentOrElse(
        code -> {
          draft.text("reason", Optional.of(code));
          if (possible.stream().noneMatch(each -> code.node().asText().equals(each.name()))) {
            incoming.wrong(code.path(), Code.REASON_OF_OTHER_STATUS, BY_STATUS);
          }
        },
        () -> draft.text("reason", possible.get(0).name(), request.path("status")));
    draft.text("text", why.flatMap(concept -> concept.one("text")));
  }

  /**
   * Holds what it says of the report against what its submitter reported.
   *
   * @throws SchakelProblem with every place that is otherwise
   */
  public void changesNothingElse(ReferralView view) {
    var now = SentBack.shown(ReferralToFhir.request(view, Language.EN));
    SentBack.refuse(
        "ServiceRequest",
        Stream.concat(
            SentBack.added(request, now, SAID),
            SAID.stream().filter(request::has).filter(name -> !isSame(now, name))));
  }

  private boolean isSame(ObjectNode now, String name) {
    return name.equals("note")
        ? begins(SentBack.plain(now, name).path(name), SentBack.plain(request, name).path(name))
        : SentBack.isSame(request, now, name);
  }

  /** What was told since the sender read it stands behind what it read. */
  private static boolean begins(JsonNode notes, JsonNode read) {
    return read.size() <= notes.size()
        && IntStream.range(0, read.size()).allMatch(i -> read.get(i).equals(notes.get(i)));
  }
}
