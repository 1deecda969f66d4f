package be.schakel;

import be.schakel.edge.JsonWhateverIsAccepted;
import be.schakel.edge.Providers;
import be.schakel.edge.WellKnownResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Metadata at the places where clients look for it (RFC 8615). */
@ApplicationPath("/.well-known")
public class WellKnown extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Providers.with(WellKnownResource.class, JsonWhateverIsAccepted.class);
  }
}
