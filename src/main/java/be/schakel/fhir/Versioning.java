package be.schakel.fhir;

import be.schakel.edge.Arrival;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.When;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds out which version of a resource a request is about (R4 http, "vread", "history", "Managing
 * Resource Contention").
 *
 * <p>To ask for a version or for the history is to read the resource: it is decided about, recorded
 * and released in the same way, so it goes the same way. A consent counts its versions: each has a
 * route of its own, and they are few enough for one page.
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

  /** What has few versions, which it counts. */
  static final String COUNTED = "Consent";

  private static final Pattern FEW = Pattern.compile("/?(" + COUNTED + "/[^/]+)/_history");
  private static final Pattern HISTORY =
      Pattern.compile(
          "/?((?:" + String.join("|", TYPES) + ")/[^/]+)/_history(?:/([A-Za-z0-9.-]{1,64}))?");
  static final String SINCE = "_since";
  private static final String COUNT = "_count";

  /** What shows when each of its versions began: of all else there is no more than one. */
  private static final Pattern TIMED = Pattern.compile("(?:ServiceRequest|Task)/.*(?<!-mano)");

  /** What is about the page of a history, not about the resource. */
  private static final Set<String> PAGE = Set.of(SINCE, COUNT, SearchLinks.CURSOR);

  private static final Set<String> PAGE_OF_ONE = Set.of(COUNT);

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([^\"]*)\"?");

  @Inject Arrival arrival;
  @Inject Exchange exchange;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  /** A condition that nobody would hold must not look held (R4 http, "conditional create"). */
  static final String IF_NONE_EXIST = "If-None-Exist";

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getHeaderString(IF_NONE_EXIST) != null
        && !request.getUriInfo().getPath().matches("/?")) {
      throw SchakelProblem.of(Code.CONDITION_NOT_HELD);
    }
    exchange.expected(tags(request, HttpHeaders.IF_MATCH));
    if (!request.getMethod().equals(HttpMethod.GET)) {
      return;
    }
    exchange.known(tags(request, HttpHeaders.IF_NONE_MATCH));
    var few = FEW.matcher(request.getUriInfo().getPath());
    if (few.matches()) {
      exchange.askHistory(When.NOW, links(few.group(1), Map.of()));
      turn(request, few.group(1), Set.of());
    }
    var history = HISTORY.matcher(request.getUriInfo().getPath());
    if (history.matches()) {
      if (history.group(2) == null) {
        var known = TIMED.matcher(history.group(1)).matches() ? PAGE : PAGE_OF_ONE;
        arrival.readsAhead(known);
        page(history.group(1), known, request.getUriInfo().getQueryParameters());
        turn(request, history.group(1), known);
      } else {
        exchange.askVersion(history.group(2));
        turn(request, history.group(1), Set.of());
      }
    }
  }

  /**
   * Into a read of the resource.
   *
   * @param without what that does not know
   */
  private static void turn(ContainerRequestContext request, String place, Set<String> without) {
    var uri = request.getUriInfo();
    var read = uri.getBaseUriBuilder().path(place).replaceQuery(uri.getRequestUri().getRawQuery());
    without.forEach(name -> read.replaceQueryParam(name, (Object[]) null));
    request.setRequestUri(uri.getBaseUri(), read.build());
  }

  private void page(String place, Set<String> known, Map<String, List<String>> query) {
    var asked = new TreeMap<String, List<String>>();
    known.stream().filter(query::containsKey).forEach(name -> asked.put(name, query.get(name)));
    asked.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
          }
        });
    var page =
        When.history(
            value(asked, SINCE).map(Versioning::since),
            value(asked, COUNT).map(SearchParameters::count),
            value(asked, SearchLinks.CURSOR));
    asked.remove(SearchLinks.CURSOR);
    exchange.askHistory(page, links(place, asked));
  }

  private SearchLinks links(String place, Map<String, List<String>> conditions) {
    return new SearchLinks(publicUrl + "/fhir", place + "/_history", conditions, false);
  }

  private static Optional<String> value(Map<String, List<String>> asked, String name) {
    return Optional.ofNullable(asked.get(name)).map(values -> values.get(0));
  }

  private static OffsetDateTime since(String instant) {
    try {
      // A plus that a client forgot to encode arrives as a space
      return OffsetDateTime.parse(instant.replace(' ', '+'));
    } catch (DateTimeException notOne) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, SINCE, "2026-11-21T10:00:00+01:00");
    }
  }

  private static Set<String> tags(ContainerRequestContext request, String header) {
    return request.getHeaders().getOrDefault(header, List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(each -> TAG.matcher(each.strip()).replaceFirst("$1"))
        .collect(Collectors.toSet());
  }
}
