package be.schakel.vault;

import java.security.PrivateKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * An ES256 signing key: what it signs is a compact JWS (RFC 7515) that names its {@code kid}.
 * Thread safe.
 */
public final class SigningKey {

  private final String id;
  private final PrivateKey key;
  private final PublicJsonWebKey publicKey;

  SigningKey(String id, PrivateKey key, PublicJsonWebKey publicKey) {
    this.id = id;
    this.key = key;
    this.publicKey = publicKey;
  }

  /** The {@code kid}. */
  public String id() {
    return id;
  }

  /** The public half, for {@code jwks.json} and for checking. */
  public PublicJsonWebKey publicKey() {
    return publicKey;
  }

  /**
   * Signs bytes that travel beside their signature (RFC 7515, appendix F).
   *
   * @return a compact JWS with nothing in its middle
   */
  public String signDetached(String type, byte[] payload) {
    var jws = jws(type);
    jws.setPayloadBytes(payload);
    try {
      return jws.getDetachedContentCompactSerialization();
    } catch (JoseException cannotHappen) {
      throw new IllegalStateException(cannotHappen);
    }
  }

  /**
   * Signs a payload.
   *
   * @param type the {@code typ} header, such as {@code at+jwt}
   */
  public String sign(String type, String payload) {
    var jws = jws(type);
    jws.setPayload(payload);
    try {
      return jws.getCompactSerialization();
    } catch (JoseException cannotHappen) {
      throw new IllegalStateException(cannotHappen);
    }
  }

  private JsonWebSignature jws(String type) {
    var jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    jws.setKeyIdHeaderValue(id);
    jws.setHeader("typ", type);
    jws.setKey(key);
    return jws;
  }
}
