package be.schakel.mano;

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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Investigations of societal necessity in JSON; the id is the id of the report. */
@Path("mano")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ManoResource {

  @Inject Investigations investigations;
  @Inject Deadlines deadlines;
  @Inject Caller caller;

  @GET
  @Path("deadlines")
  @Scope("system/Task.s")
  public Released<ManoView> due(
      @QueryParam("changedSince") Instant changedSince,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    return deadlines
        .due(
            caller,
            Optional.ofNullable(changedSince),
            Optional.ofNullable(limit).orElse(Deadlines.DEFAULT_LIMIT),
            Optional.ofNullable(cursor))
        .orProblem();
  }

  @POST
  @Path("search")
  @Scope("system/Task.s")
  public Released<ManoView> search(ManoSearch search) {
    return deadlines.search(caller, search).orProblem();
  }

  @GET
  @Path("{id}")
  @Scope({"system/Task.r", "system/ServiceRequest.r"})
  public Released<ManoView> read(@PathParam("id") UUID id) {
    return investigations.read(caller, id).orProblem();
  }

  @POST
  @Path("{id}/state")
  @Scope({"system/Task.u", "system/ServiceRequest.c"})
  public Released<ManoView> move(@PathParam("id") UUID id, ManoMove move) {
    return investigations.move(caller, id, move).orProblem();
  }
}
