package be.schakel.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a leaf commits to: the entry, byte for byte, and the salt that keeps everybody else from
 * guessing it.
 */
record Opening(String entry, byte[] salt) {

  static Opening parse(byte[] bytes, String what) {
    var opening = Json.object(bytes, what);
    if (!opening.keySet().equals(Set.of("entry", "salt"))) {
      throw NotProven.unusable("opening.malformed", what);
    }
    var salt =
        Strict.base64url(Json.text(opening, "salt", what))
            .filter(found -> found.length == Hash.SIZE)
            .orElseThrow(() -> NotProven.unusable("json.member", what, "salt"));
    return new Opening(Json.text(opening, "entry", what), salt);
  }

  /** SHA-256(0x00 || HMAC-SHA256(salt, entry)). */
  Hash leaf() {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      return Hash.leaf(mac.doFinal(entry.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
