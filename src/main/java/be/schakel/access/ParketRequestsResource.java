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

/** Written requests that a parket sends itself, and what a centre answers. */
@Path("parket-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ParketRequestsResource {

  @Inject ParketRequests requests;
  @Inject Caller caller;

  @POST
  @Scope("system/ServiceRequest.s")
  public Released<ParketRequestView> ask(NewParketRequest given) {
    return requests.ask(caller, given).orProblem();
  }

  @GET
  @Scope("system/Task.s")
  public Released<ParketRequestSeen> waiting() {
    return requests.waiting(caller).orProblem();
  }

  @GET
  @Path("{id}")
  @Scope("system/Task.r")
  public Released<ParketRequestView> read(@PathParam("id") UUID id) {
    return requests.read(caller, id).orProblem();
  }

  @POST
  @Path("{id}/answer")
  @Scope("system/Task.u")
  public Released<ParketRequestSeen> answer(@PathParam("id") UUID id, NewParketAnswer given) {
    return requests.answer(caller, id, given).orProblem();
  }
}
