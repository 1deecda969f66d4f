package testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** What a partner's system does to seal a document with the key of its certificate. */
public final class Seal {

  private Seal() {}

  /** A compact JWS of that partner over a report to the parket. */
  public static String by(
      String partner,
      String referral,
      List<String> children,
      List<String> contains,
      byte[] document) {
    return by(TestPartner.of(partner), referral, children, contains, document);
  }

  /** The same of a partner of whatever gateway. */
  public static String by(
      TestPartner partner,
      String referral,
      List<String> children,
      List<String> contains,
      byte[] document) {
    try {
      return by(
          partner,
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "referral", referral,
                      "children", children,
                      "contains", contains,
                      "sha256",
                          HexFormat.of()
                              .formatHex(MessageDigest.getInstance("SHA-256").digest(document)))));
    } catch (JsonProcessingException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A compact JWS of that partner over any payload. */
  public static String by(String partner, String payload) {
    return by(TestPartner.of(partner), payload);
  }

  private static String by(TestPartner partner, String payload) {
    var key = partner.key();
    var jws = new JsonWebSignature();
    jws.setPayload(payload);
    jws.setKey(key);
    jws.setAlgorithmHeaderValue(key.getAlgorithm().equals("RSA") ? "RS256" : "ES256");
    jws.setCertificateChainHeaderValue(partner.certificate());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
