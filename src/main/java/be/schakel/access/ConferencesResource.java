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

/** Case conferences, in JSON. */
@Path("referrals/{id}/conferences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ConferencesResource {

  @Inject Conferences conferences;
  @Inject Grounds grounds;
  @Inject Caller caller;

  @POST
  @Scope("system/Task.u")
  public Released<GroundView> confer(@PathParam("id") UUID id, NewConference conference) {
    return conferences.confer(caller, id, conference).orProblem();
  }

  @POST
  @Path("{conferenceId}/end")
  @Scope("system/Task.u")
  public Released<GroundView> end(
      @PathParam("id") UUID id, @PathParam("conferenceId") UUID conference) {
    return grounds.end(caller, id, conference).orProblem();
  }
}
