package be.schakel.edge;

import be.schakel.vault.Keys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/** What a client needs to know before it asks for a token, and to check what it got. */
@Path("")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {

  @Inject Keys keys;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String issuer;

  @GET
  @NoToken
  @Path("oauth-authorization-server")
  public Metadata authorizationServer() {
    return Metadata.authorizationServer(issuer);
  }

  /**
   * RFC 7517: the public halves alone, of earlier keys too: an old receipt is checked with them.
   */
  @GET
  @NoToken
  @Path("jwks.json")
  public Metadata keys() {
    var set =
        Stream.of("token", "receipt", "notice")
            .flatMap(use -> keys.verifying(use).stream())
            .map(key -> key.toParams(OutputControlLevel.PUBLIC_ONLY))
            .toList();
    return new Metadata(Map.of("keys", set));
  }
}
