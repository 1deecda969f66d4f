package testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/** Makes tokens that the gateway never minted out of one that it did. */
public final class Forge {

  private static final int SHORTEST_RSA_BITS = 2048;

  private final String token;

  private Forge(String token) {
    this.token = token;
  }

  public static Forge from(String token) {
    return new Forge(token);
  }

  /** The same claims, changed, and signed with the gateway's own key. */
  public String signedByTheGateway(Consumer<JwtClaims> change) {
    return sign("ES256", gatewayKey(), change);
  }

  /** Signed with a key of the forger's own, which calls itself the gateway's. */
  public String signedByAnother(String algorithm) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm.startsWith("RS") ? "RSA" : "EC");
      generator.initialize(algorithm.startsWith("RS") ? SHORTEST_RSA_BITS : 256);
      KeyPair keys = generator.generateKeyPair();
      return sign(algorithm, keys.getPrivate(), claims -> {});
    } catch (GeneralSecurityException unknown) {
      throw new IllegalStateException(unknown);
    }
  }

  /** Signed with the gateway's public key as if it were a shared secret. */
  public String signedWithThePublicKey() {
    try {
      var spki = store().getCertificate("token").getPublicKey().getEncoded();
      return sign("HS256", new org.jose4j.keys.HmacKey(spki), claims -> {});
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Of the same key, but a kind of signature of its own. */
  public String ofAnotherType(String type) {
    var jws = signature("ES256", gatewayKey(), claims -> {});
    jws.setHeader("typ", type);
    return compact(jws);
  }

  public String unsigned() {
    var header = "{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(header)
        + "."
        + token.split("\\.")[1]
        + ".";
  }

  /** With another payload under the old signature. */
  public String tampered(String from, String to) {
    var parts = token.split("\\.");
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var changed = payload.replace(from, to).getBytes(StandardCharsets.UTF_8);
    return parts[0]
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(changed)
        + "."
        + parts[2];
  }

  /** With one bit of the signature turned. */
  public String withAnotherSignature() {
    var at = token.lastIndexOf('.') + 10;
    var other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  private String sign(String algorithm, Key key, Consumer<JwtClaims> change) {
    return compact(signature(algorithm, key, change));
  }

  private JsonWebSignature signature(String algorithm, Key key, Consumer<JwtClaims> change) {
    try {
      var given = new JsonWebSignature();
      given.setCompactSerialization(token);
      var claims = JwtClaims.parse(given.getUnverifiedPayload());
      change.accept(claims);
      var jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
      jws.setAlgorithmHeaderValue(algorithm);
      jws.setKeyIdHeaderValue(given.getKeyIdHeaderValue());
      jws.setHeader("typ", given.getHeader("typ"));
      jws.setPayload(claims.toJson());
      jws.setKey(key);
      return jws;
    } catch (JoseException | InvalidJwtException notAToken) {
      throw new IllegalArgumentException(notAToken);
    }
  }

  private static String compact(JsonWebSignature jws) {
    try {
      return jws.getCompactSerialization();
    } catch (JoseException unsignable) {
      throw new IllegalStateException(unsignable);
    }
  }

  /** The claims of a token, whoever signed it. */
  public static JwtClaims claims(String token) {
    try {
      var jws = new JsonWebSignature();
      jws.setCompactSerialization(token);
      return JwtClaims.parse(jws.getUnverifiedPayload());
    } catch (JoseException | InvalidJwtException notAToken) {
      throw new IllegalArgumentException(notAToken);
    }
  }

  /** How long a token lives. */
  public static long seconds(JwtClaims claims) {
    try {
      return claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
    } catch (MalformedClaimException notAToken) {
      throw new IllegalArgumentException(notAToken);
    }
  }

  private static Key gatewayKey() {
    try {
      return store().getKey("token", "changeit".toCharArray());
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static KeyStore store() throws IOException, GeneralSecurityException {
    try (var read = Files.newInputStream(Gateway.running().home().resolve("keys/keys.p12"))) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(read, "changeit".toCharArray());
      return store;
    }
  }
}
