package be.schakel.access;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The team that a centre keeps a case within, in JSON. */
@Path("referrals/{id}/team")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TeamResource {

  @Inject CaseTeams teams;
  @Inject Caller caller;

  @PUT
  @Scope("system/Task.u")
  public Released<TeamView> keepWithin(@PathParam("id") UUID id, NewTeam team) {
    return teams.keepWithin(caller, id, team).orProblem();
  }
}
