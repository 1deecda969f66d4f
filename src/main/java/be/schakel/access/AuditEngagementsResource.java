package be.schakel.access;

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

/** Engagements of auditors, in JSON, for the data protection officer. */
@Path("audit-engagements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class AuditEngagementsResource {

  @Inject AuditEngagements engagements;
  @Inject Caller caller;

  @GET
  @Scope({"system/AuditEvent.s", "system/AuditEvent.c"})
  public Released<EngagementView.All> list() {
    return engagements.list(caller).orProblem();
  }

  @POST
  @Scope("system/AuditEvent.c")
  public Released<EngagementView> engage(NewEngagement engagement) {
    return engagements.engage(caller, engagement).orProblem();
  }

  @POST
  @Path("{id}/end")
  @Scope("system/AuditEvent.c")
  public Released<EngagementView> end(@PathParam("id") UUID id) {
    return engagements.end(caller, id).orProblem();
  }
}
