package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.in.ServiceRequestToRetraction;
import be.schakel.fhir.in.TaskToMove;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.partner.Caller;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Casework;
import be.schakel.referral.FollowUp;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
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
import java.util.UUID;

/**
 * The update interaction: the centre moves a report by its Task, its submitter takes it back by its
 * ServiceRequest, and neither changes anything else.
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
          "/transferTo", "Task.owner");

  @Inject Casework casework;
  @Inject FollowUp followUp;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Exchange exchange;

  @PUT
  @Path("Task/{id}")
  @Scope("system/Task.u")
  public Released<ReferralView> move(@PathParam("id") UUID id, InputStream body)
      throws IOException {
    var task = TaskToMove.parse(id, body);
    rendering.as(ReferralView.class, StatusToFhir::task);
    try {
      return casework
          .move(
              caller,
              id,
              task.move(),
              now -> {
                exchange.expect(StatusToFhir.task(now, Language.EN));
                return task.changesNothingElse(now);
              })
          .orProblem();
    } catch (SchakelProblem problem) {
      throw problem.issues().isEmpty()
          ? problem
          : SchakelProblem.of(
              problem.issues().stream()
                  .map(
                      issue ->
                          new Issue(
                              PLACES.getOrDefault(issue.pointer(), issue.pointer()),
                              issue.code(),
                              issue.arguments()))
                  .toList());
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
}
