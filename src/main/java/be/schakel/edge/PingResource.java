package be.schakel.edge;

import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.OffsetDateTime;

/** Do certificate and token work? Checks them as every request does, and nothing else. */
@Path("ping")
@RequestScoped
public class PingResource {

  @Inject Caller caller;
  @Inject Clock clock;

  @Public
  record Ping(String partner, OffsetDateTime time) {}

  @GET
  @AnyToken
  @Produces(MediaType.APPLICATION_JSON)
  public Ping ping() {
    return new Ping(caller.partner().code(), Times.shown(clock.instant()));
  }
}
