package be.schakel.fhir.in;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

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
    var incoming = Incoming.returned("ServiceRequest", id.toString(), body);
    retraction(incoming.element(), incoming);
    return new ServiceRequestToRetraction(
        incoming.as("Retraction", NewRetraction.class), incoming.root());
  }

  private static void retraction(Element request, Incoming incoming) {
    var draft = incoming.draft();
    draft.place("reason", request.path("status"));
    var status = request.text("status").orElse("");
    var possible = REASONS.getOrDefault(status, Set.of());
    if (possible.isEmpty()) {
      incoming.wrong(request.path("status"), Code.INVALID_VALUE, "revoked, entered-in-error");
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
                incoming.wrong(
                    coded.get().path(),
                    Code.UNKNOWN_CODE,
                    String.join(", ", possible.stream().map(Enum::name).sorted().toList())));
    draft.text("text", why.flatMap(concept -> concept.one("text")));
  }

  /** Whether what it says of the report is what its submitter reported. */
  public boolean changesNothingElse(ReferralView view) {
    var now = SentBack.shown(ReferralToFhir.request(view, Language.EN));
    return SAID.stream()
        .filter(request::has)
        .allMatch(
            name ->
                name.equals("note")
                    ? begins(
                        SentBack.plain(now, name).path(name),
                        SentBack.plain(request, name).path(name))
                    : SentBack.isSame(request, now, name));
  }

  /** What was told since the sender read it stands behind what it read. */
  private static boolean begins(JsonNode notes, JsonNode read) {
    return read.size() <= notes.size()
        && IntStream.range(0, read.size()).allMatch(i -> read.get(i).equals(notes.get(i)));
  }
}
