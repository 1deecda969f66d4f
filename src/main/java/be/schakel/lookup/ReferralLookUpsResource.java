package be.schakel.lookup;

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

/** Who asked about the children of a report, for its centre. */
@Path("referrals/{id}/look-ups")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReferralLookUpsResource {

  @Inject LookUps lookUps;
  @Inject Caller caller;

  @GET
  @Scope("system/Task.r")
  public Released<LookUpSeen> about(@PathParam("id") UUID id) {
    return lookUps.about(caller, id).orProblem();
  }
}
