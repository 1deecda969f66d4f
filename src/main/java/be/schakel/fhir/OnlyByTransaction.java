package be.schakel.fhir;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Tells a client that posts to a type which no report has by itself where it belongs (R4 http,
 * "create": 404 where it is not supported).
 */
@Provider
@PreMatching
public class OnlyByTransaction implements ContainerRequestFilter {

  /** What a transaction may hold and nobody creates alone. */
  static final String TYPES =
      "Bundle|ServiceRequest|Patient|Group|RelatedPerson|Observation|Condition|DocumentReference"
          + "|DiagnosticReport|Specimen|List|PractitionerRole|Practitioner|Organization";

  private static final Pattern PLACE = Pattern.compile("/?(?:" + TYPES + ")/?");

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.POST)
        && PLACE.matcher(request.getUriInfo().getPath()).matches()) {
      throw SchakelProblem.of(Code.ONLY_BY_TRANSACTION);
    }
  }
}
