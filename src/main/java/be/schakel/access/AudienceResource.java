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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;

/** Who can see what of a report, for its centre. */
@Path("referrals/{id}/audience")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class AudienceResource {

  @Inject Audience audience;
  @Inject Caller caller;

  @GET
  @Scope("system/Task.r")
  public Released<AudienceView> audience(
      @PathParam("id") UUID id, @QueryParam("partner") String partner) {
    return audience.of(caller, id, Optional.ofNullable(partner)).orProblem();
  }

  @POST
  @Path("preview")
  @Scope("system/Task.r")
  public Released<AudienceView> preview(@PathParam("id") UUID id, Supposed supposed) {
    return audience.supposing(caller, id, supposed.consent()).orProblem();
  }
}
