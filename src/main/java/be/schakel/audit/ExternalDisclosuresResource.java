package be.schakel.audit;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Disclosures outside the gateway, in JSON, for centres. */
@Path("disclosures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ExternalDisclosuresResource {

  @Inject ExternalDisclosures disclosures;
  @Inject Caller caller;

  @POST
  @Scope("system/AuditEvent.c")
  public Released<ExternalView> record(NewExternalDisclosure disclosure) {
    return disclosures.record(caller, disclosure).orProblem();
  }
}
