package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A form is read whole by JAX-RS itself, which would go on until the memory is full: so it gets no
 * more to read than a search or a token request can need. After the token was checked.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
@ApplicationScoped
public class FormLimit implements ContainerRequestFilter {

  private static final int MEBIBYTE = 1024 * 1024;

  @Override
  public void filter(ContainerRequestContext request) {
    var type = request.getMediaType();
    if (type != null && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
      request.setEntityStream(limited(request.getEntityStream()));
    }
  }

  static InputStream limited(InputStream form) {
    var bytes = JsonBody.bytes(form, MEBIBYTE + 1);
    if (bytes.length > MEBIBYTE) {
      throw SchakelProblem.of(Code.BODY_TOO_LARGE, "1", "50");
    }
    return new ByteArrayInputStream(bytes);
  }
}
