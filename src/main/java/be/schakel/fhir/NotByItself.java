package be.schakel.fhir;

import be.schakel.edge.TokenFilter;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells a client that creates or searches what a report does not have by itself where it belongs
 * (R4 http, "create", "search": 404 where a type does not support it), and one that follows the
 * link of a search by POST with a GET how it goes on. So it does with one that deletes what is only
 * taken back, and with a word of R4 where it would be the id of nothing.
 */
@Provider
@PreMatching
@ApplicationScoped
public class NotByItself implements ContainerRequestFilter {

  private static final String PARTS =
      "Bundle|Patient|Group|RelatedPerson|Observation|Condition|DocumentReference"
          + "|DiagnosticReport|Specimen|List|PractitionerRole|Practitioner|Organization";

  /** What a transaction may hold and nobody creates alone. */
  static final String MADE_WITH_A_REPORT = "ServiceRequest|" + PARTS;

  /** What is read, or is a part of what is read, and nobody finds but by a report. */
  static final String FOUND_BY_A_REPORT = "Provenance|Composition|Binary|" + PARTS;

  private static final Pattern MADE = Pattern.compile("/?(?:" + MADE_WITH_A_REPORT + ")/?");
  private static final Pattern SOUGHT = Pattern.compile("/?(?:" + FOUND_BY_A_REPORT + ")/?");
  private static final Pattern SOUGHT_BY_POST =
      Pattern.compile("/?(?:" + FOUND_BY_A_REPORT + ")/_search/?");

  /** An id is never a word: without this it would be a resource that does not exist. */
  private static final Pattern BY_POST_ALONE =
      Pattern.compile("/?(?:ServiceRequest|Task|Consent|AuditEvent)/_search/?");

  /** As little is one with a dollar: a history of all there is, or an operation of nobody. */
  private static final Pattern NOT_AN_ID =
      Pattern.compile("/?[A-Za-z]+/(?:_history|\\$(?!validate/?$)[^/]*)/?");

  /** What its sender takes back, and nobody deletes. */
  private static final Pattern TAKEN_BACK =
      Pattern.compile("/?(?:ServiceRequest|DocumentReference)/[^/_$][^/]*/?");

  @Inject TokenFilter tokens;

  @Override
  public void filter(ContainerRequestContext request) {
    var problem = belongs(request);
    if (problem.isPresent()) {
      // Where there is no method no token is asked for, and who has none learns nothing
      tokens.known(request);
      throw problem.get();
    }
  }

  private static Optional<SchakelProblem> belongs(ContainerRequestContext request) {
    var path = request.getUriInfo().getPath();
    var posts = request.getMethod().equals(HttpMethod.POST);
    if (posts && MADE.matcher(path).matches()) {
      return Optional.of(SchakelProblem.of(Code.ONLY_BY_TRANSACTION));
    }
    var gets = request.getMethod().equals(HttpMethod.GET);
    if (gets && BY_POST_ALONE.matcher(path).matches()) {
      return Optional.of(SchakelProblem.of(Code.SEARCH_BY_POST, HttpMethod.POST));
    }
    if (NOT_AN_ID.matcher(path).matches()) {
      return Optional.of(SchakelProblem.of(Code.NO_SUCH_INTERACTION));
    }
    if (request.getMethod().equals(HttpMethod.DELETE) && TAKEN_BACK.matcher(path).matches()) {
      return Optional.of(SchakelProblem.of(Code.TAKEN_BACK_BY_PUT, "GET, PUT"));
    }
    var seeks =
        gets && SOUGHT.matcher(path).matches() || posts && SOUGHT_BY_POST.matcher(path).matches();
    return seeks ? Optional.of(SchakelProblem.of(Code.FOUND_BY_REPORT)) : Optional.empty();
  }
}
