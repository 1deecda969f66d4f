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

/** Requests for access about the children of a report. */
@Path("referrals/{id}/access-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccessRequestsResource {

  @Inject AccessRequests requests;
  @Inject Caller caller;

  @POST
  @Scope("system/Task.u")
  public Released<StatementView> request(@PathParam("id") UUID id, NewAccessRequest request) {
    return requests.request(caller, id, request).orProblem();
  }
}
