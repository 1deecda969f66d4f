package be.schakel.access;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Written requests of magistrates, in JSON. */
@Path("referrals/{id}/written-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class WrittenRequestsResource {

  @Inject WrittenRequests requests;
  @Inject Caller caller;

  @POST
  @Scope("system/Task.u")
  public Released<GroundView> record(@PathParam("id") UUID id, NewWrittenRequest request) {
    return requests.record(caller, id, request).orProblem();
  }

  @POST
  @Path("{requestId}/release")
  @Scope("system/Task.u")
  public Released<GroundView> release(
      @PathParam("id") UUID id, @PathParam("requestId") UUID request) {
    return requests.release(caller, id, request).orProblem();
  }
}
