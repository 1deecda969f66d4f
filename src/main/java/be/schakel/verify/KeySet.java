package be.schakel.verify;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway's published keys (RFC 7517): those of them that can have signed a receipt. */
record KeySet(Map<String, PublicKey> keys) {

  private static final int COORDINATE = 32;

  static KeySet parse(byte[] bytes, String what) {
    if (!(Json.object(bytes, what).get("keys") instanceof List<?> listed)) {
      throw NotProven.unusable("json.member", what, "keys");
    }
    var keys = new HashMap<String, PublicKey>();
    for (var each : listed) {
      if (each instanceof Map<?, ?> jwk && isForReceipts(jwk)) {
        // Two keys of one name: nobody could say which one signed
        if (keys.put(Json.text(jwk, "kid", what), key(jwk, what)) != null) {
          throw NotProven.unusable("jwks.twice", what);
        }
      }
    }
    return new KeySet(Map.copyOf(keys));
  }

  Optional<PublicKey> named(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** ES256, and with a name that a receipt can give. */
  private static boolean isForReceipts(Map<?, ?> jwk) {
    return "EC".equals(jwk.get("kty"))
        && jwk.containsKey("kid")
        && "P-256".equals(jwk.get("crv"))
        && (jwk.get("use") == null || "sig".equals(jwk.get("use")))
        && (jwk.get("alg") == null || "ES256".equals(jwk.get("alg")));
  }

  private static PublicKey key(Map<?, ?> jwk, String what) {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      var p256 = parameters.getParameterSpec(ECParameterSpec.class);
      var x = coordinate(jwk, "x", what);
      var y = coordinate(jwk, "y", what);
      var curve = p256.getCurve();
      var p = ((ECFieldFp) curve.getField()).getP();
      var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
      if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
        throw NotProven.unusable("jwks.point", what);
      }
      var spec = new ECPublicKeySpec(new ECPoint(x, y), p256);
      return KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (GeneralSecurityException noKey) {
      throw NotProven.unusable("jwks.point", what);
    }
  }

  private static BigInteger coordinate(Map<?, ?> jwk, String member, String what) {
    return Strict.base64url(Json.text(jwk, member, what))
        .filter(bytes -> bytes.length == COORDINATE)
        .map(bytes -> new BigInteger(1, bytes))
        .orElseThrow(() -> NotProven.unusable("json.member", what, member));
  }
}
