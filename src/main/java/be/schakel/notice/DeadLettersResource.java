package be.schakel.notice;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;

/** Notices that could not be brought. */
@Path("dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DeadLettersResource {

  private static final int DEFAULT = 50;
  private static final int MOST = 200;

  @Inject DeadLetters deadLetters;
  @Inject Caller caller;

  @GET
  @Scope("system/DeadLetter.s")
  public Released<DeadLetterView> list(@QueryParam("limit") Integer limit) {
    var most = Optional.ofNullable(limit).orElse(DEFAULT);
    if (most < 1 || most > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
    return deadLetters.list(caller, most);
  }

  @POST
  @Path("{id}/resend")
  @Scope("system/DeadLetter.u")
  public Released<DeadLetterView> resend(@PathParam("id") UUID id) {
    return deadLetters.resend(caller, id).orProblem();
  }
}
