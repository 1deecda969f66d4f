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

/** Reopening after a restored backup, in JSON, for the data protection officer. */
@Path("reopenings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReopeningsResource {

  @Inject Reopenings reopenings;
  @Inject Caller caller;

  @POST
  @Scope("system/AuditEvent.c")
  public Released<ReopeningView> reopen(NewReopening given) {
    return reopenings.reopen(caller, given).orProblem();
  }
}
