package be.schakel.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A {@code Disclosure-Receipt} whose signature was checked: the gateway's promise that an answer's
 * entries are, or soon will be, in its log.
 *
 * @param key the {@code kid} that signed it
 * @param root over the leaves of the answer, in their order
 * @param within how soon the entries are in a signed tree
 */
record Receipt(
    String key,
    String issuer,
    String audience,
    Instant at,
    String requestId,
    String origin,
    Hash root,
    long count,
    Duration within) {

  private static final String TYPE = "disclosure-receipt+jwt";

  /** RFC 7515, compact, ES256. */
  static Receipt check(String compact, KeySet keys, String what) {
    var parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw NotProven.unusable("receipt.malformed", what);
    }
    var header = Json.object(part(parts[0], what), what);
    if (!"ES256".equals(header.get("alg"))
        || !TYPE.equals(header.get("typ"))
        || header.containsKey("crit")) {
      throw NotProven.unusable("receipt.malformed", what);
    }
    var id = Json.text(header, "kid", what);
    var key = keys.named(id).orElseThrow(() -> NotProven.unusable("receipt.key", what, id));
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(key);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(part(parts[2], what))) {
        throw NotProven.disproven("receipt.signature", what, id);
      }
    } catch (GeneralSecurityException noSignature) {
      throw NotProven.disproven("receipt.signature", what, id);
    }
    return of(id, Json.object(part(parts[1], what), what), what);
  }

  private static Receipt of(String key, Map<?, ?> claims, String what) {
    var root = Hash.base64url(Json.text(claims, "root", what));
    var at = Json.count(claims, "iat", what);
    var within = Json.count(claims, "mmd", what);
    if (root.isEmpty() || at > Instant.MAX.getEpochSecond() || within > Integer.MAX_VALUE) {
      throw NotProven.unusable("receipt.malformed", what);
    }
    return new Receipt(
        key,
        Json.text(claims, "iss", what),
        Json.text(claims, "aud", what),
        Instant.ofEpochSecond(at),
        Json.text(claims, "requestId", what),
        Json.text(claims, "origin", what),
        root.get(),
        Json.count(claims, "count", what),
        Duration.ofSeconds(within));
  }

  /**
   * Whether a checkpoint can be of the log the receipt names: the same, or a later epoch of it,
   * which has a number of its own behind the same name.
   */
  boolean namesLog(String other) {
    return other.equals(origin) || base(other).equals(base(origin)) && epoch(other) > epoch(origin);
  }

  private static String base(String origin) {
    return origin.replaceFirst("/[1-9][0-9]{0,8}$", "");
  }

  private static int epoch(String origin) {
    var base = base(origin);
    return base.equals(origin) ? 0 : Integer.parseInt(origin.substring(base.length() + 1));
  }

  private static byte[] part(String part, String what) {
    return Strict.base64url(part).orElseThrow(() -> NotProven.unusable("receipt.malformed", what));
  }
}
