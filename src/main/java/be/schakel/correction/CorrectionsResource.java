package be.schakel.correction;

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

/** What was corrected in a report, for its centre. */
@Path("referrals/{id}/corrections")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CorrectionsResource {

  @Inject Corrections corrections;
  @Inject Caller caller;

  @GET
  @Scope("system/Task.r")
  public Released<CorrectionsView> corrections(@PathParam("id") UUID id) {
    return corrections.of(caller, id).orProblem();
  }
}
