package be.schakel.fhir;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out which version of a resource a request is about (R4 http, "vread", "history", "Managing
 * Resource Contention").
 *
 * <p>To ask for a version or for the history is to read the resource: it is decided about, recorded
 * and released in the same way, so it goes the same way. The version that is there now is the only
 * one that is kept; a consent alone has more of them, and a route of its own.
 */
@Provider
@PreMatching
@ApplicationScoped
public class Versioning implements ContainerRequestFilter {

  /** What has versions without a route for them. */
  static final List<String> TYPES =
      List.of(
          "ServiceRequest",
          "Task",
          "Communication",
          "Patient",
          "Group",
          "RelatedPerson",
          "DocumentReference",
          "Provenance",
          "Composition",
          "Subscription");

  private static final Pattern HISTORY =
      Pattern.compile(
          "/?((?:" + String.join("|", TYPES) + ")/[^/]+)/_history(?:/([A-Za-z0-9.-]{1,64}))?");
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([^\"]*)\"?");

  @Inject Exchange exchange;

  /** A condition that nobody would hold must not look held (R4 http, "conditional create"). */
  static final String IF_NONE_EXIST = "If-None-Exist";

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getHeaderString(IF_NONE_EXIST) != null
        && !request.getUriInfo().getPath().matches("/?")) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, IF_NONE_EXIST, "POST /fhir");
    }
    exchange.expected(tags(request, HttpHeaders.IF_MATCH));
    if (!request.getMethod().equals(HttpMethod.GET)) {
      return;
    }
    exchange.known(tags(request, HttpHeaders.IF_NONE_MATCH));
    var history = HISTORY.matcher(request.getUriInfo().getPath());
    if (history.matches()) {
      if (history.group(2) == null) {
        exchange.askHistory();
      } else {
        exchange.askVersion(history.group(2));
      }
      var uri = request.getUriInfo();
      request.setRequestUri(
          uri.getBaseUri(),
          uri.getBaseUriBuilder()
              .path(history.group(1))
              .replaceQuery(uri.getRequestUri().getRawQuery())
              .build());
    }
  }

  private static Set<String> tags(ContainerRequestContext request, String header) {
    return request.getHeaders().getOrDefault(header, List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(each -> TAG.matcher(each.strip()).replaceFirst("$1"))
        .collect(Collectors.toSet());
  }
}
