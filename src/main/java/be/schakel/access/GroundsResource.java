package be.schakel.access;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Grounds other than consent, in JSON. */
@Path("referrals/{id}/grounds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class GroundsResource {

  @Inject Grounds grounds;
  @Inject Caller caller;

  @GET
  @Scope({"system/Task.r", "system/Task.s"})
  public Released<GroundView> list(@PathParam("id") UUID id) {
    return grounds.list(caller, id).orProblem();
  }

  @POST
  @Scope("system/Task.u")
  public Released<GroundView> record(@PathParam("id") UUID id, NewGround ground) {
    return grounds.record(caller, id, ground).orProblem();
  }

  @POST
  @Path("{groundId}/confirmation")
  @Scope("system/Task.u")
  public Released<GroundView> confirm(
      @PathParam("id") UUID id, @PathParam("groundId") UUID ground) {
    return grounds.confirm(caller, id, ground).orProblem();
  }

  @POST
  @Path("{groundId}/end")
  @Scope("system/Task.u")
  public Released<GroundView> end(@PathParam("id") UUID id, @PathParam("groundId") UUID ground) {
    return grounds.end(caller, id, ground).orProblem();
  }
}
