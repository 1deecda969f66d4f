package be.schakel;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The JSON face, under {@code /api}. */
@ApplicationPath("/api")
public class Api extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of();
  }
}
