package be.schakel.edge;

import be.schakel.disclosure.Released;
import be.schakel.ledger.Receipts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives every disclosing answer its status, its place and its signed receipt, so that no resource
 * can forget them.
 */
@Provider
@ApplicationScoped
public class AnswerFilter implements ContainerResponseFilter {

  @Inject Receipts receipts;

  /** Not what the Host header says: a stranger may have written it. */
  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Released<?> released) {
      var recipient = released.recipient();
      response.setStatus(released.status());
      response
          .getHeaders()
          .putSingle(
              "Disclosure-Receipt",
              receipts.sign(
                  released.receipt(), recipient.partner().code(), recipient.trace().requestId()));
      if (!released.withheld().isEmpty()) {
        response
            .getHeaders()
            .putSingle(
                "Disclosure-Withheld",
                released.withheld().stream()
                    .map(Enum::name)
                    .sorted()
                    .collect(Collectors.joining(", ")));
      }
      released
          .location()
          .ifPresent(
              place ->
                  response
                      .getHeaders()
                      .putSingle(
                          HttpHeaders.LOCATION,
                          URI.create(publicUrl + request.getUriInfo().getBaseUri().getPath())
                              .resolve(place)
                              .toString()));
    } else if (response.getEntity() instanceof PublicFile file) {
      response.setStatus(file.status());
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, file.cache());
      file.retryAfter()
          .ifPresent(
              wait -> response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    } else if (isPublic(response)) {
      response.setStatus(response.getEntityClass().getAnnotation(Public.class).status());
    } else if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      // JAX-RS answers by itself; what it says in Allow is enough
      response.setEntity(null);
    }
  }

  /** A problem has its own status already. */
  private static boolean isPublic(ContainerResponseContext response) {
    return response.getStatus() == Response.Status.OK.getStatusCode()
        && response.hasEntity()
        && response.getEntityClass().isAnnotationPresent(Public.class);
  }
}
