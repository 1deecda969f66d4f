package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.in.DocumentReferenceToRetraction;
import be.schakel.fhir.in.ServiceRequestToRetraction;
import be.schakel.fhir.in.TaskToCancellation;
import be.schakel.fhir.in.TaskToMove;
import be.schakel.fhir.out.CancellationToFhir;
import be.schakel.fhir.out.DocumentToFhir;
import be.schakel.fhir.out.FhirIds;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Casework;
import be.schakel.referral.Correspondence;
import be.schakel.referral.DocumentRetractions;
import be.schakel.referral.FollowUp;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The update interaction: the centre moves a report by its Task, and decides about a request to
 * stop by that one's; its submitter takes the report back by its ServiceRequest, one document by
 * its DocumentReference, and neither changes anything else.
 */
@Path("/")
@Consumes({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class UpdateResource {

  private static final Map<String, String> PLACES =
      Map.of(
          "/status", "Task.businessStatus",
          "/reason", "Task.statusReason.text",
          "/text", "Task.statusReason.text",
          "/transferTo", "Task.owner");

  @Inject Casework casework;
  @Inject FollowUp followUp;
  @Inject Correspondence correspondence;
  @Inject DocumentRetractions documents;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Exchange exchange;

  @PUT
  @Path("Task/{id}")
  @Scope("system/Task.u")
  public Released<ReferralView> task(@PathParam("id") String id, InputStream body)
      throws IOException {
    var request = FhirIds.ofCancellation(id);
    return request.isPresent()
        ? decide(request.get(), id, body)
        : move(Uuid7.parse(id).orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND)), body);
  }

  /** What the submitter asked for is decided once, whatever happened meanwhile: no If-Match. */
  private Released<ReferralView> decide(UUID request, String id, InputStream body)
      throws IOException {
    var decision = TaskToCancellation.decision(id, body);
    rendering.as(ReferralView.class, CancellationToFhir::task);
    return located(() -> correspondence.decide(caller, request, decision).orProblem());
  }

  private Released<ReferralView> move(UUID id, InputStream body) throws IOException {
    var task = TaskToMove.parse(id, body);
    rendering.as(ReferralView.class, StatusToFhir::task);
    return located(
        () ->
            casework
                .move(
                    caller,
                    id,
                    task.move(),
                    now -> {
                      exchange.expect(StatusToFhir.task(now, Language.EN));
                      task.changesNothingElse(now);
                    })
                .orProblem());
  }

  /** What a feature finds wrong with the body, at its place in the Task. */
  private static Released<ReferralView> located(Supplier<Released<ReferralView>> change) {
    try {
      return change.get();
    } catch (SchakelProblem problem) {
      throw problem.at(place -> PLACES.getOrDefault(place, place));
    }
  }

  /** Whatever happened meanwhile, a report that is taken back is taken back: no If-Match. */
  @PUT
  @Path("ServiceRequest/{id}")
  @Scope("system/ServiceRequest.c")
  public Released<ReferralView> retract(@PathParam("id") UUID id, InputStream body)
      throws IOException {
    var request = ServiceRequestToRetraction.parse(id, body);
    rendering.as(ReferralView.class, ReferralToFhir::request);
    return followUp
        .retract(caller, id, request.retraction(), request::changesNothingElse)
        .orProblem();
  }

  /** The same of one document that was sent by mistake; what has been replaced since is another. */
  @PUT
  @Path("DocumentReference/{id}")
  @Scope("system/ServiceRequest.c")
  public Released<ReferralView> retractDocument(@PathParam("id") UUID id, InputStream body)
      throws IOException {
    var reference = DocumentReferenceToRetraction.parse(id, body);
    rendering.as(
        ReferralView.class,
        (view, language) -> DocumentToFhir.map(view.documents().get(0), view.id(), language));
    return documents
        .retract(
            caller,
            id,
            Optional.empty(),
            reference.retraction(),
            now -> {
              exchange.expect(DocumentToFhir.map(now.documents().get(0), now.id(), Language.EN));
              reference.changesNothingElse(now);
            })
        .orProblem();
  }
}
