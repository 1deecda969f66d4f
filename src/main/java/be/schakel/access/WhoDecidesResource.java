package be.schakel.access;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Flags of a child, and who holds authority over it. */
@Path("referrals/{id}/children/{child}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class WhoDecidesResource {

  @Inject WhoDecides whoDecides;
  @Inject Caller caller;

  @PUT
  @Path("flags")
  @Scope("system/Task.u")
  public Released<FactsView> flag(
      @PathParam("id") UUID id, @PathParam("child") UUID child, NewFlags flags) {
    return whoDecides.flag(caller, id, child, flags).orProblem();
  }

  @GET
  @Path("flags")
  @Scope("system/Task.r")
  public Released<FactsView> flags(@PathParam("id") UUID id, @PathParam("child") UUID child) {
    return whoDecides.flags(caller, id, child).orProblem();
  }

  @PUT
  @Path("authority")
  @Scope("system/Task.u")
  public Released<FactsView> authority(
      @PathParam("id") UUID id, @PathParam("child") UUID child, NewAuthority authority) {
    return whoDecides.authority(caller, id, child, authority).orProblem();
  }

  @GET
  @Path("authority")
  @Scope("system/Task.r")
  public Released<FactsView> authority(@PathParam("id") UUID id, @PathParam("child") UUID child) {
    return whoDecides.authority(caller, id, child).orProblem();
  }
}
