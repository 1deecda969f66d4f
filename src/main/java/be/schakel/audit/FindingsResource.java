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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;

/** Findings about the log, in JSON, for auditors and the centres that answer. */
@Path("findings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class FindingsResource {

  private static final int LIMIT = 20;

  @Inject Findings findings;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.s")
  public Released<FindingView.Page> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") UUID cursor) {
    return findings
        .list(caller, Optional.ofNullable(cursor), Optional.ofNullable(limit).orElse(LIMIT))
        .orProblem();
  }

  @POST
  @Path("{id}/answer")
  @Scope("system/AuditEvent.c")
  public Released<FindingView> answer(@PathParam("id") UUID id, NewAnswer answer) {
    return findings.answer(caller, id, answer).orProblem();
  }
}
