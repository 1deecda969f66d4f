package be.schakel.audit;

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

/** A finding about one entry of the log. */
@Path("disclosures/{id}/findings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class EntryFindingsResource {

  @Inject Findings findings;
  @Inject Caller caller;

  @POST
  @Scope("system/AuditEvent.c")
  public Released<FindingView> attach(@PathParam("id") UUID id, NewFinding finding) {
    return findings.attach(caller, id, finding).orProblem();
  }
}
