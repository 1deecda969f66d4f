package be.schakel.alert;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
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

/** Alerts of one's own duty list, in JSON. */
@Path("alerts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AlertsResource {

  private static final int LIMIT = 20;

  @Inject Alerts alerts;
  @Inject Caller caller;

  @GET
  @Scope("system/Subscription.r")
  public Released<AlertView.Several> list(
      @QueryParam("acknowledged") Boolean acknowledged,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") UUID cursor) {
    return alerts
        .list(
            caller,
            Optional.ofNullable(acknowledged).orElse(false),
            Optional.ofNullable(cursor),
            Optional.ofNullable(limit).orElse(LIMIT))
        .orProblem();
  }

  @POST
  @Path("{id}/acknowledgement")
  @Scope("system/Subscription.u")
  public Released<AlertView> acknowledge(@PathParam("id") UUID id) {
    return alerts.acknowledge(caller, id).orProblem();
  }
}
