package be.schakel.rights;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/**
 * The answer to a request for access: who received what about a child, when and why. In JSON, or as
 * a letter to hand over.
 */
@Path("access-requests/{id}")
@Produces({
  MediaType.APPLICATION_JSON,
  MediaType.TEXT_HTML + ";qs=0.9",
  LetterWriter.PDF + ";qs=0.8"
})
@RequestScoped
public class StatementResource {

  @Inject AccessRequests requests;
  @Inject Caller caller;

  @GET
  @Scope("system/Task.r")
  public Released<StatementView> statement(@PathParam("id") UUID id) {
    return requests.statement(caller, id).orProblem();
  }
}
