package be.schakel.mano;

import be.schakel.partner.Registration;
import be.schakel.partner.Thumbprint;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * What a centre signs of its report to the parket: which one, about which children, what stands in
 * it, and the digest of the document. A compact JWS (RFC 7515) with the centre's registered
 * certificate in its header ({@code x5c}), so that a court can check it by itself later. Pure.
 *
 * @param sha256 of the document's bytes
 */
record ReportSeal(UUID referral, List<UUID> children, Set<DataCategory> contains, byte[] sha256) {

  private static final int LONGEST = 32_768;

  private static final AlgorithmConstraints STRONG =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA256);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  private record Payload(
      UUID referral, List<UUID> children, Set<DataCategory> contains, String sha256) {}

  /** Throws {@link IllegalArgumentException} when it names no child, or one twice. */
  ReportSeal {
    children = List.copyOf(children);
    if (children.isEmpty() || children.stream().distinct().count() != children.size()) {
      throw new IllegalArgumentException("children");
    }
    contains = Set.copyOf(contains);
  }

  /**
   * What it says; empty when it is no signature of a certificate that the centre is registered with
   * and that is in force.
   *
   * @param centre who must have signed it
   */
  static Optional<ReportSeal> open(String compact, Registration centre, Instant now) {
    if (compact.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(STRONG);
      jws.setCompactSerialization(compact);
      var signer = jws.getLeafCertificateHeaderValue();
      if (signer == null || !inForce(signer, centre, now)) {
        return Optional.empty();
      }
      jws.setKey(signer.getPublicKey());
      if (!jws.verifySignature()) {
        return Optional.empty();
      }
      var payload = JSON.readValue(jws.getPayload(), Payload.class);
      return Optional.of(
          new ReportSeal(
              payload.referral(),
              payload.children(),
              payload.contains(),
              HexFormat.of().parseHex(payload.sha256())));
    } catch (JoseException | CertificateException | JsonProcessingException noSeal) {
      return Optional.empty();
    } catch (RuntimeException malformed) {
      // Whatever stands in the header or the payload in the place of a certificate, a list or a
      // word
      return Optional.empty();
    }
  }

  /** A personal certificate signs in to the console and seals nothing. */
  private static boolean inForce(X509Certificate signer, Registration centre, Instant now)
      throws CertificateException {
    signer.checkValidity(Date.from(now));
    return centre
        .certificate(Thumbprint.of(signer))
        .filter(known -> known.person().isEmpty())
        .filter(known -> known.until().map(now::isBefore).orElse(true))
        .isPresent();
  }
}
