package be.schakel.edge;

import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.partner.Suspensions;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import be.schakel.vault.SigningKey;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Uuid7;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.json.JsonUtil;

/**
 * The token endpoint: a client that its certificate authenticates (RFC 8705 {@code
 * tls_client_auth}) gets an access token for one person and one purpose, bound to that certificate.
 *
 * <p>Grants and refusals are entries of the log, written before the answer.
 */
@Path("token")
@RequestScoped
public class TokenResource {

  /** No token lives longer. */
  static final Duration LONGEST = Duration.ofSeconds(300);

  private static final int FORM_LIMIT = 64 * 1024;

  @Inject Arrival arrival;
  @Inject DoorLog log;
  @Inject Keys keys;
  @Inject Registries registries;
  @Inject Suspensions suspensions;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String issuer;

  @Inject
  @ConfigProperty(name = "schakel.token.lifetime")
  Duration lifetime;

  private SigningKey key;

  @PostConstruct
  void load() {
    key = keys.signing("token");
    if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalStateException("schakel.token.lifetime is not between PT1S and " + LONGEST);
    }
  }

  /** The answer of RFC 6749 5.1. */
  @Public
  record Granted(String access_token, String token_type, long expires_in, String scope) {}

  @POST
  @NoToken
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  public Granted token(InputStream form) throws IOException {
    var asked = Optional.<Purpose>empty();
    try {
      var request = TokenRequest.parse(text(form));
      asked = request.purposeAsked();
      return granted(request);
    } catch (SchakelProblem refused) {
      if (refused.code().kind().status() < 500) {
        log.grantRefused(arrival.peer(), refused.code(), asked, arrival.trace());
      }
      throw refused;
    }
  }

  private Granted granted(TokenRequest request) {
    var client = arrival.peer().owner();
    var registry = registries.current();
    var person =
        client.certificate(arrival.peer().thumbprint()).flatMap(Registration.Certificate::person);
    var grant = request.grant(client, person, registry::byCode);
    suspensions.refuse(
        arrival.peer().thumbprint(),
        List.of(client.code(), grant.partner().code()),
        grant.professional());
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var token =
        new AccessToken(
            Uuid7.at(now).toString(),
            client.code(),
            grant.partner().code(),
            grant.professional(),
            grant.purpose(),
            grant.scopes(),
            arrival.peer().thumbprint().x5t(),
            now,
            now.plus(lifetime));
    var signed = key.sign(AccessToken.TYPE, JsonUtil.toJson(token.claims(issuer, grant.partner())));
    log.granted(grant.partner(), token, arrival.peer(), arrival.trace());
    return new Granted(signed, "Bearer", lifetime.toSeconds(), token.scope());
  }

  private static String text(InputStream form) throws IOException {
    var bytes = JsonBody.bytes(form, FORM_LIMIT + 1);
    if (bytes.length > FORM_LIMIT) {
      throw SchakelProblem.of(Code.MALFORMED_BODY);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
