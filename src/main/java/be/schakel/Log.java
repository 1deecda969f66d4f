package be.schakel;

import be.schakel.audit.CosignaturesResource;
import be.schakel.audit.LogResource;
import be.schakel.edge.Providers;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The log as everybody may read it, under {@code /log}. */
@ApplicationPath("/log")
public class Log extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Providers.with(CosignaturesResource.class, LogResource.class);
  }
}
