package be.schakel.audit;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Looking behind a pseudonym, in JSON, for auditors and the data protection officer. */
@Path("reidentifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReidentificationsResource {

  @Inject Reidentifications reidentifications;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.s")
  public Released<ReidentificationView.All> list() {
    return reidentifications.list(caller).orProblem();
  }

  @POST
  @Scope("system/AuditEvent.c")
  public Released<ReidentificationView> ask(NewReidentification asked) {
    return reidentifications.ask(caller, asked).orProblem();
  }

  @POST
  @Path("{id}/decision")
  @Scope("system/AuditEvent.c")
  public Released<ReidentificationView> decide(
      @PathParam("id") UUID id, ReidentificationDecision decision) {
    return reidentifications.decide(caller, id, decision).orProblem();
  }

  @GET
  @Path("{id}/person")
  @Scope("system/AuditEvent.r")
  public Released<UnveiledView> person(@PathParam("id") UUID id) {
    return reidentifications.person(caller, id).orProblem();
  }
}
