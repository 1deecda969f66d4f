package be.schakel.notice;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Notices for who cannot be called. */
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EventsResource {

  private static final int DEFAULT = 50;
  private static final int MOST = 200;

  @Inject Notices notices;
  @Inject Caller caller;

  @GET
  @Scope("system/Subscription.r")
  public Released<NoticeView> after(
      @QueryParam("after") UUID after,
      @QueryParam("limit") Integer limit,
      @QueryParam("wait") Integer wait) {
    var most = Optional.ofNullable(limit).orElse(DEFAULT);
    if (most < 1 || most > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
    var seconds = Optional.ofNullable(wait).orElse(0);
    if (seconds < 0 || seconds > Notices.LONGEST.toSeconds()) {
      throw SchakelProblem.of(
          Code.INVALID_PARAMETER, "wait", "0, ..., " + Notices.LONGEST.toSeconds());
    }
    var last = Optional.ofNullable(after);
    notices.await(caller, last, Duration.ofSeconds(seconds));
    return notices.after(caller, last, most);
  }
}
