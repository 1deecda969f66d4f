package be.schakel.edge;

import be.schakel.partner.AccessReason;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.partner.Suspensions;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Certificate and access token become the {@link Caller}: the token must be ours, still good, bound
 * to the certificate of this very connection, and hold a scope that the method asks for.
 *
 * <p>A method that does not say what it asks is closed. What is refused is logged first.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class TokenFilter implements ContainerRequestFilter {

  // RFC 9110 11.1: the name of a scheme in any case
  private static final Pattern BEARER = Pattern.compile("bearer +", Pattern.CASE_INSENSITIVE);

  @Context ResourceInfo resource;

  @Inject Arrival arrival;
  @Inject DoorLog log;
  @Inject Keys keys;
  @Inject Registries registries;
  @Inject Suspensions suspensions;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String issuer;

  private final Map<Method, Rule> rules = new ConcurrentHashMap<>();
  private TokenCheck tokens;

  @PostConstruct
  void load() {
    tokens = new TokenCheck(keys.verifying("token"), issuer, TokenResource.LONGEST);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var rule = rules.computeIfAbsent(resource.getResourceMethod(), Rule::of);
    arrival.at(Route.of(resource));
    if (rule.need() != Rule.Need.NO_TOKEN) {
      admit(request, rule);
    }
  }

  /** Any good token, where there is no method that would ask for one. */
  public void known(ContainerRequestContext request) {
    admit(request, Rule.ANY_TOKEN);
  }

  private void admit(ContainerRequestContext request, Rule rule) {
    var known = Optional.<AccessToken>empty();
    try {
      var token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
      known = Optional.of(token);
      admit(rule, token, reason(request));
    } catch (SchakelProblem refused) {
      if (refused.code().kind().status() < 500) {
        log.tokenRefused(arrival.peer(), refused.code(), known, arrival.trace());
      }
      throw refused;
    }
  }

  private AccessToken token(String authorization) {
    if (authorization == null || !BEARER.matcher(authorization).lookingAt()) {
      throw SchakelProblem.of(Code.TOKEN_MISSING);
    }
    var token = BEARER.matcher(authorization).replaceFirst("").strip();
    return tokens.check(token, arrival.peer().thumbprint(), clock.instant());
  }

  private static Optional<AccessReason> reason(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString(AccessReason.HEADER))
        .map(
            header ->
                AccessReason.of(header)
                    .orElseThrow(
                        () -> SchakelProblem.of(Code.INVALID_HEADER, AccessReason.HEADER)));
  }

  private void admit(Rule rule, AccessToken token, Optional<AccessReason> reason) {
    var partner = partner(arrival.peer().owner(), token);
    var person =
        arrival
            .peer()
            .owner()
            .certificate(arrival.peer().thumbprint())
            .flatMap(Registration.Certificate::person);
    // A certificate may have become a person's own since the token was minted
    if (person.filter(own -> !own.equals(token.professional())).isPresent()) {
      throw SchakelProblem.of(Code.TOKEN_INVALID);
    }
    suspensions.refuse(
        arrival.peer().thumbprint(), List.of(token.client(), partner.code()), token.professional());
    // What was taken from the registration since the token was minted no longer counts
    var scopes = new TreeSet<>(token.scopes());
    scopes.retainAll(partner.scopes());
    if (!permitted(rule, scopes)) {
      throw SchakelProblem.of(Code.INSUFFICIENT_SCOPE, rule.wanted());
    }
    arrival.by(
        new Caller(
            partner.asOf(clock.instant()),
            token.professional(),
            token.purpose(),
            scopes,
            token.id(),
            arrival.trace(),
            person.isPresent(),
            reason));
  }

  private Registration partner(Registration owner, AccessToken token) {
    var partner =
        token.partner().equals(owner.code())
            ? Optional.of(owner)
            : registries
                .current()
                .byCode(token.partner())
                .filter(Registration::active)
                .filter(behalf -> behalf.processors().contains(owner.code()));
    return partner
        .filter(known -> token.client().equals(owner.code()))
        .filter(known -> known.purposes().contains(token.purpose()))
        .orElseThrow(() -> SchakelProblem.of(Code.TOKEN_INVALID));
  }

  private static boolean permitted(Rule rule, TreeSet<String> scopes) {
    return switch (rule.need()) {
      case NO_TOKEN, ANY_TOKEN -> true;
      case SCOPE -> rule.scopes().stream().anyMatch(scopes::contains);
      case CLOSED -> false;
    };
  }
}
