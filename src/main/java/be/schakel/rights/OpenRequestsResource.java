package be.schakel.rights;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;

/** The requests for access that a centre still has to answer. */
@Path("access-requests")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OpenRequestsResource {

  @Inject OpenRequests requests;
  @Inject Caller caller;

  @GET
  @Scope("system/Task.r")
  public Released<AccessRequestView> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") UUID cursor) {
    return requests.list(
        caller,
        Optional.ofNullable(limit).orElse(OpenRequests.DEFAULT_LIMIT),
        Optional.ofNullable(cursor));
  }
}
