package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import testkit.Answer;
import testkit.Report;
import testkit.TestPartner;

/**
 * Checks a receipt as its recipient could: from the JWS, the published keys and the two standards
 * alone (RFC 7515, RFC 9162). Shares no code with what wrote it.
 */
record ReceiptCheck(JsonNode header, JsonNode payload) {

  /** The receipt of an answer, its signature checked. */
  static ReceiptCheck of(Answer answer) throws Exception {
    var jws = answer.header("Disclosure-Receipt").orElseThrow().split("\\.");
    assertEquals(3, jws.length);
    var header = Report.read(text(jws[0]));
    assertEquals("ES256", header.path("alg").asText());
    assertEquals("disclosure-receipt+jwt", header.path("typ").asText());
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(published(header.path("kid").asText()));
    signature.update((jws[0] + "." + jws[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(jws[2])), "signature");
    return new ReceiptCheck(header, Report.read(text(jws[1])));
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static PublicKey published(String kid) throws Exception {
    var keys =
        TestPartner.of("uz-voorbeeld").withoutToken().get("/.well-known/jwks.json").expect(200);
    var jwk =
        Answer.stream(keys.json().path("keys"))
            .filter(key -> key.path("kid").asText().equals(kid))
            .findFirst()
            .orElseThrow();
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(JsonNode jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asText()));
  }

  /** SHA-256(0x00 || HMAC-SHA256(salt, entry)). */
  static byte[] leaf(byte[] salt, String entry) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(salt, "HmacSHA256"));
    var commitment = mac.doFinal(entry.getBytes(StandardCharsets.UTF_8));
    var sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((byte) 0);
    return sha256.digest(commitment);
  }

  /** RFC 9162 2.1.1, over leaf hashes, by the definition. */
  static byte[] root(List<byte[]> leaves) throws Exception {
    var n = leaves.size();
    if (n == 1) {
      return leaves.get(0);
    }
    var k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    var sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((byte) 1);
    sha256.update(root(leaves.subList(0, k)));
    return sha256.digest(root(leaves.subList(k, n)));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
