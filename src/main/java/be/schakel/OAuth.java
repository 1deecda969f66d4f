package be.schakel;

import be.schakel.edge.Providers;
import be.schakel.edge.TokenResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The token endpoint, under {@code /oauth2}. */
@ApplicationPath("/oauth2")
public class OAuth extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Providers.with(TokenResource.class);
  }
}
