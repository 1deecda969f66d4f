package be.schakel.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Documents at well-known places have one form, which their readers know without asking: a client
 * whose library accepts FHIR alone, or a browser, gets it too (SMART App Launch 2, "Using
 * Well-Known"; RFC 9110 12.5.1 lets a server pass over {@code Accept}).
 */
@Provider
@PreMatching
@ApplicationScoped
public class JsonWhateverIsAccepted implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
  }
}
