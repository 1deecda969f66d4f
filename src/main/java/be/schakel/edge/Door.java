package be.schakel.edge;

import be.schakel.partner.CertificateUses;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Everything that comes to this application passes here first, static files too: no certificate in
 * good standing, no answer.
 *
 * <p>Also what holds for every answer: its trace, that nobody keeps it, that no browser guesses.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class Door extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String CHECK = "/api/certificate";
  private static final String TOKEN = "/oauth2/token";

  /** Where reports are searched by the number of a child. */
  private static final String REPORTS = "/fhir/ServiceRequest/_search";

  private static final Pattern PLAIN =
      Pattern.compile("\\s*(identity)?\\s*", Pattern.CASE_INSENSITIVE);

  @Inject transient Arrival arrival;
  @Inject transient Peers peers;
  @Inject transient DoorLog log;
  @Inject transient CertificateUses uses;
  @Inject transient Traffic traffic;
  @Inject transient UnderWay underWay;
  @Inject transient FailureLog failures;
  @Inject transient LargeBodies bodies;
  @Inject transient Lines lines;
  @Inject transient Clock clock;

  @Inject
  @ConfigProperty(name = "schakel.rate.requests-per-second")
  long requestsPerSecond;

  @Inject
  @ConfigProperty(name = "schakel.rate.tokens-per-second")
  long tokensPerSecond;

  private transient Rates requests;
  private transient Rates tokens;

  @Override
  public void init() {
    requests = new Rates(requestsPerSecond, TimeMeter.SYSTEM_NANOTIME);
    tokens = new Rates(tokensPerSecond, TimeMeter.SYSTEM_NANOTIME);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.isSecure()) {
      // Health and metrics are Liberty's own; nothing of this application is for plain HTTP
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    var start = System.nanoTime();
    var path = path(request);
    arrival.arrived(request, path, response, clock.instant());
    underWay.begun();
    try {
      admit(request, path);
      try (var held = bodies.hold(request, path, arrival.peer().account())) {
        var account = arrival.peer().account();
        chain.doFilter(
            lines.over(ReadableQuery.of(request), account), lines.over(response, account));
      }
    } catch (RuntimeException | ServletException | IOException failure) {
      failed(failure, response);
    } finally {
      underWay.ended();
      traffic.answered(arrival, response.getStatus(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** Nothing is left to the server, which would quote the failure in its log. */
  private void failed(Exception failure, HttpServletResponse response) throws IOException {
    var problem = Failures.problem(failure, arrival);
    failures.note(problem, arrival.trace());
    if (response.isCommitted()) {
      // The body ends here, and must not look as if it were whole
      throw new IOException("the answer was broken off");
    }
    ErrorPage.write(response, problem, arrival);
  }

  private void admit(HttpServletRequest request, String path) {
    var now = clock.instant();
    var peer =
        peers.of(request, now).orElseThrow(() -> SchakelProblem.of(Code.CERTIFICATE_MISSING));
    arrival.over(peer);
    var refusal = peer.refusal();
    if (refusal.isPresent() && !path.equals(CHECK)) {
      log.certificateRefused(peer, refusal.get(), arrival.trace());
      throw SchakelProblem.of(refusal.get());
    }
    if (peer.standing().accepted()) {
      uses.used(peer.thumbprint(), now);
    }
    var rates = path.equals(TOKEN) ? tokens : requests;
    var wait = rates.take(peer.account());
    if (wait.isPresent()) {
      var seconds = wait.get().plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
      throw SchakelProblem.of(Code.TOO_MANY_REQUESTS, Long.toString(seconds.toSeconds()))
          .retryAfter(seconds);
    }
    if (FetchSite.foreign(request, path)) {
      throw SchakelProblem.of(Code.CROSS_SITE_REFUSED);
    }
    if (PersonInUrl.found(request.getRequestURI(), request.getQueryString())) {
      throw SchakelProblem.of(Code.IDENTIFIER_IN_URL, search(path));
    }
    if (!PLAIN
        .matcher(Objects.requireNonNullElse(request.getHeader("Content-Encoding"), ""))
        .matches()) {
      // What was unpacked would be other bytes than those that were sent and are to be kept
      throw SchakelProblem.of(Code.UNSUPPORTED_ENCODING);
    }
  }

  /** Where the same can be asked with the number in the body. */
  private static String search(String path) {
    return switch (Face.of(path)) {
      case FHIR -> {
        var parts = path.split("/");
        var search = "/fhir/" + (parts.length > 2 ? parts[2] : "") + "/_search";
        yield Contract.packaged().document().get("paths").has(search) ? search : REPORTS;
      }
      default -> "/api/referrals/search";
    };
  }

  private static String path(HttpServletRequest request) {
    var info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }
}
