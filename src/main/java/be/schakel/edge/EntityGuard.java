package be.schakel.edge;

import be.schakel.disclosure.Released;
import be.schakel.problem.ProblemBody;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Set;

/**
 * The last door: what is neither released by the gate nor public in any case does not leave,
 * whatever a resource method returned.
 */
@Provider
public class EntityGuard implements WriterInterceptor {

  private static final Set<Class<?>> LISTED = Set.of(Released.class, ProblemBody.class);

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!mayLeave(context.getEntity().getClass())) {
      throw new IllegalStateException(
          "not released by the gate: " + context.getEntity().getClass().getName());
    }
    context.proceed();
  }

  static boolean mayLeave(Class<?> type) {
    return LISTED.contains(type) || type.isAnnotationPresent(Public.class);
  }
}
