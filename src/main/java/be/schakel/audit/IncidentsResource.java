package be.schakel.audit;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;

/** Incidents in JSON, for the data protection officer. */
@Path("incidents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class IncidentsResource {

  private static final int LIMIT = 20;
  private static final int MOST = 100;

  @Inject Incidents incidents;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.s")
  public Released<IncidentView.All> list() {
    return incidents.list(caller).orProblem();
  }

  @POST
  @Scope("system/AuditEvent.c")
  public Released<IncidentView> open(NewIncident incident) {
    return incidents.open(caller, incident).orProblem();
  }

  @GET
  @Path("{id}")
  @Scope("system/AuditEvent.s")
  public Released<IncidentView> read(@PathParam("id") UUID id) {
    return incidents.read(caller, id).orProblem();
  }

  @GET
  @Path("{id}/obtained")
  @Scope("system/AuditEvent.s")
  public Released<ObtainedView> obtained(
      @PathParam("id") UUID id,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    var most = Optional.ofNullable(limit).orElse(LIMIT);
    if (most < 1 || most > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
    var after = Optional.ofNullable(cursor).map(ObtainedCursor::parse);
    return incidents.obtained(caller, id, after, most).orProblem();
  }

  @POST
  @Path("{id}/lift")
  @Scope("system/AuditEvent.c")
  public Released<IncidentView> lift(@PathParam("id") UUID id) {
    return incidents.lift(caller, id).orProblem();
  }
}
