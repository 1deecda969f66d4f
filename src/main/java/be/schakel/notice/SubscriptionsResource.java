package be.schakel.notice;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Where a partner wants to be told. */
@Path("subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscriptionsResource {

  @Inject Subscriptions subscriptions;
  @Inject Caller caller;

  @POST
  @Scope("system/Subscription.c")
  public Released<SubscriptionView> subscribe(NewSubscription given) {
    return subscriptions.subscribe(caller, given);
  }

  @GET
  @Scope("system/Subscription.s")
  public Released<SubscriptionView> list() {
    return subscriptions.list(caller);
  }

  @GET
  @Path("{id}")
  @Scope("system/Subscription.r")
  public Released<SubscriptionView> read(@PathParam("id") UUID id) {
    return subscriptions.read(caller, id).orProblem();
  }

  @DELETE
  @Path("{id}")
  @Scope("system/Subscription.d")
  public Released<SubscriptionView> end(@PathParam("id") UUID id) {
    return subscriptions.end(caller, id).orProblem();
  }
}
