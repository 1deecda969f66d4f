package be.schakel.rights;

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

/** That the answer to a request for access was handed over. */
@Path("access-requests/{id}/handover")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class HandoverResource {

  @Inject OpenRequests requests;
  @Inject Caller caller;

  @POST
  @Scope("system/Task.u")
  public Released<AccessRequestView> handedOver(@PathParam("id") UUID id, NewHandover handover) {
    return requests.handedOver(caller, id, handover).orProblem();
  }
}
