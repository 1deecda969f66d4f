package be.schakel.edge;

import be.schakel.partner.Caller;
import be.schakel.partner.Trace;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the request that is being answered: its trace, its language, the certificate
 * that brought it and, once its token was checked, its caller.
 */
@RequestScoped
public class Arrival {

  private Tracing tracing;
  private Language language = Language.NL;
  private Face face = Face.OTHER;
  private Face.Speech speech = Face.Speech.JSON;
  private final Set<String> readAhead = new TreeSet<>();
  private Optional<Peer> peer = Optional.empty();
  private Optional<Caller> caller = Optional.empty();
  private String route = "-";
  private List<String> accept = List.of();
  private List<String> languages = List.of();

  /** Takes over what the request says of itself, and begins its answer with what holds for all. */
  void arrived(HttpServletRequest request, String path, HttpServletResponse response, Instant now) {
    accept = Collections.list(request.getHeaders("Accept"));
    languages = Collections.list(request.getHeaders("Accept-Language"));
    language = Language.accepted(languages.isEmpty() ? null : String.join(",", languages));
    face = Face.of(path);
    speech = face.speech(path);
    tracing =
        Tracing.of(
                request.getHeader("X-Request-Id"),
                Collections.list(request.getHeaders("traceparent")),
                now)
            .from(request.getRemoteAddr());
    response.setHeader("X-Request-Id", tracing.trace().requestId());
    response.setHeader("traceparent", tracing.parent());
    response.setHeader("Content-Language", language.tag());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    // RFC 6797; no subdomains: they are not ours to speak for
    response.setHeader("Strict-Transport-Security", "max-age=31536000");
  }

  /** The name of the header that made the request one that could not be read. */
  Optional<String> unreadableHeader() {
    return UnreadableHeader.of(accept, languages);
  }

  /** Whether it passed the door; a few requests the server refuses before. */
  boolean known() {
    return tracing != null;
  }

  void over(Peer peer) {
    this.peer = Optional.of(peer);
  }

  void by(Caller caller) {
    this.caller = Optional.of(caller);
  }

  void at(String route) {
    this.route = route;
  }

  /** What joins everything that this request causes. */
  public Trace trace() {
    return tracing.trace();
  }

  /** The language of the answer's texts. */
  public Language language() {
    return language;
  }

  Face face() {
    return face;
  }

  /** The media types of the address that was asked. */
  Face.Speech speech() {
    return speech;
  }

  /** These parameters of the address are read and taken out before its resource sees any. */
  public void readsAhead(Set<String> parameters) {
    readAhead.addAll(parameters);
  }

  Set<String> readAhead() {
    return readAhead;
  }

  /**
   * The certificate of the connection.
   *
   * @throws SchakelProblem {@link Code#CERTIFICATE_MISSING}
   */
  Peer peer() {
    return peer.orElseThrow(() -> SchakelProblem.of(Code.CERTIFICATE_MISSING));
  }

  Optional<Peer> knownPeer() {
    return peer;
  }

  Optional<Caller> knownCaller() {
    return caller;
  }

  /** The template of the path, such as {@code /api/referrals/{id}}: it names no record. */
  String route() {
    return route;
  }

  /**
   * The caller, for everything below the edge. A method without a token has none.
   *
   * @throws SchakelProblem {@link Code#TOKEN_MISSING}
   */
  @Produces
  @Dependent
  public Caller caller() {
    return caller.orElseThrow(() -> SchakelProblem.of(Code.TOKEN_MISSING));
  }
}
