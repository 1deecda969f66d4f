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

/** Whether a child can judge for itself. */
@Path("children/{id}/capacity")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ChildrenResource {

  @Inject WhoDecides whoDecides;
  @Inject Caller caller;

  @POST
  @Scope("system/Task.u")
  public Released<FactsView> assess(@PathParam("id") UUID id, NewCapacity capacity) {
    return whoDecides.assess(caller, id, capacity).orProblem();
  }

  @GET
  @Scope("system/Task.r")
  public Released<FactsView> read(@PathParam("id") UUID id) {
    return whoDecides.capacity(caller, id).orProblem();
  }
}
