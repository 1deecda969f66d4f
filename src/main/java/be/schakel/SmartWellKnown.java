package be.schakel;

import be.schakel.edge.JsonWhateverIsAccepted;
import be.schakel.edge.Providers;
import be.schakel.edge.SmartConfigurationResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Metadata where clients of the FHIR face look for it. */
@ApplicationPath("/fhir/.well-known")
public class SmartWellKnown extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Providers.with(SmartConfigurationResource.class, JsonWhateverIsAccepted.class);
  }
}
