package be.schakel.edge;

import be.schakel.partner.Thumbprint;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Checks access tokens.
 *
 * <p>Thread safe. A signature that was found good is remembered by the token's hash until it
 * expires, because checking one costs more than all the rest of a request; certificate and time are
 * compared every time.
 */
final class TokenCheck {

  private static final int REMEMBERED = 20_000;

  /** A token of ours has some 1,200 characters; a longer one is not worth a signature check. */
  private static final int LONGEST = 8_192;

  private static final AlgorithmConstraints ES256 =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

  private final Map<String, PublicKey> keys;
  private final String issuer;
  private final Cache<String, AccessToken> good;

  /**
   * @param keys those whose tokens are good, among them the one that signs
   * @param lifetime the longest a token lives: a good one is not remembered longer
   */
  TokenCheck(List<PublicJsonWebKey> keys, String issuer, Duration lifetime) {
    this.keys =
        keys.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    PublicJsonWebKey::getKeyId, PublicJsonWebKey::getPublicKey));
    this.issuer = issuer;
    this.good = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(lifetime).build();
  }

  /**
   * What a token says, if it is one of ours, still good, and comes over the certificate that it is
   * bound to.
   *
   * @throws SchakelProblem one of {@code TOKEN_INVALID}, {@code TOKEN_EXPIRED}, {@code
   *     TOKEN_WRONG_AUDIENCE}, {@code TOKEN_WRONG_CERTIFICATE}
   */
  AccessToken check(String token, Thumbprint certificate, Instant now) {
    if (token.length() > LONGEST) {
      throw SchakelProblem.of(Code.TOKEN_INVALID);
    }
    var hash = hash(token);
    var known = good.getIfPresent(hash);
    var said = known != null ? known : verified(token);
    if (said.over(now)) {
      throw SchakelProblem.of(Code.TOKEN_EXPIRED);
    }
    if (!MessageDigest.isEqual(bytes(said.x5t()), bytes(certificate.x5t()))) {
      throw SchakelProblem.of(Code.TOKEN_WRONG_CERTIFICATE);
    }
    if (known == null) {
      good.put(hash, said);
    }
    return said;
  }

  private AccessToken verified(String token) {
    try {
      var jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(ES256);
      jws.setCompactSerialization(token);
      var key = Optional.ofNullable(jws.getKeyIdHeaderValue()).map(keys::get);
      if (key.isEmpty()) {
        throw SchakelProblem.of(Code.TOKEN_INVALID);
      }
      jws.setKey(key.get());
      if (!jws.verifySignature() || !AccessToken.TYPE.equals(jws.getHeader("typ"))) {
        throw SchakelProblem.of(Code.TOKEN_INVALID);
      }
      var claims = JwtClaims.parse(jws.getPayload());
      if (!issuer.equals(claims.getIssuer())) {
        throw SchakelProblem.of(Code.TOKEN_INVALID);
      }
      // FAPI 2.0 5.3.2.1: one audience, as a string
      if (!issuer.equals(claims.getClaimValue("aud"))) {
        throw SchakelProblem.of(Code.TOKEN_WRONG_AUDIENCE, issuer);
      }
      return AccessToken.of(claims.getClaimsMap());
    } catch (JoseException
        | InvalidJwtException
        | MalformedClaimException
        | IllegalArgumentException notOurs) {
      // What is wrong with it could quote it: the code says enough
      throw SchakelProblem.of(Code.TOKEN_INVALID);
    }
  }

  private static String hash(String token) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes(token)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
