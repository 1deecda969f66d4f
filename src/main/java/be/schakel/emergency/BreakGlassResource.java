package be.schakel.emergency;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Uuid7;
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

/** Break-glass: opened, renewed, reviewed. */
@Path("break-glass")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class BreakGlassResource {

  @Inject BreakGlass breakGlass;
  @Inject BreakGlassReviews reviews;
  @Inject Caller caller;

  @POST
  @Scope("system/ServiceRequest.s")
  public Released<WindowView> open(NewBreakGlass given) {
    return breakGlass.open(caller, given).orProblem();
  }

  @POST
  @Path("{id}/renewal")
  @Consumes(MediaType.WILDCARD)
  @Scope("system/ServiceRequest.s")
  public Released<WindowView> renew(@PathParam("id") UUID id) {
    return breakGlass.renew(caller, id).orProblem();
  }

  @GET
  @Scope({"system/ServiceRequest.s", "system/Task.s", "system/AuditEvent.s"})
  public Released<BreakGlassView> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    var after =
        Optional.ofNullable(cursor)
            .map(text -> Uuid7.parse(text).orElseThrow(() -> SchakelProblem.of(Code.BAD_CURSOR)));
    return reviews.list(caller, after, Optional.ofNullable(limit)).orProblem();
  }

  @POST
  @Path("{id}/review")
  @Scope({"system/ServiceRequest.s", "system/Task.u", "system/AuditEvent.c"})
  public Released<BreakGlassView> review(@PathParam("id") UUID id, NewReview review) {
    return reviews.review(caller, id, review).orProblem();
  }
}
