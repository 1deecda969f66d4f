package be.schakel.audit;

import be.schakel.disclosure.Inspection;
import be.schakel.disclosure.OpenedView;
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

/** One entry of the log with its opening, for auditors and the data protection officer. */
@Path("disclosures/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OpenedEntryResource {

  @Inject Inspection inspection;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.r")
  public Released<OpenedView> open(@PathParam("id") UUID id) {
    return inspection.open(caller, id).orProblem();
  }
}
