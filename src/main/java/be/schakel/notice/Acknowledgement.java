package be.schakel.notice;

import be.schakel.edge.Json;
import be.schakel.partner.Registration;
import be.schakel.partner.Thumbprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A partner's signed word that it has a notice: a compact JWS over {@code {"event": "…"}}, with the
 * certificate ({@code x5c}) that it calls with. Whoever sends none has answered all the same.
 */
final class Acknowledgement {

  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private static final AlgorithmConstraints ALGORITHMS =
      new AlgorithmConstraints(
          AlgorithmConstraints.ConstraintType.PERMIT,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA256);

  private Acknowledgement() {}

  /** The answer as it came, if it is one by that partner for that notice. */
  static Optional<String> of(byte[] answer, UUID event, Registration partner) {
    var text = new String(answer, StandardCharsets.UTF_8).strip();
    if (!COMPACT.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      var jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(ALGORITHMS);
      jws.setCompactSerialization(text);
      var certificate = jws.getLeafCertificateHeaderValue();
      if (certificate == null || partner.certificate(Thumbprint.of(certificate)).isEmpty()) {
        return Optional.empty();
      }
      jws.setKey(certificate.getPublicKey());
      var said = jws.verifySignature() ? Json.MAPPER.readTree(jws.getPayload()) : null;
      return said != null && said.path("event").asText().equals(event.toString())
          ? Optional.of(text)
          : Optional.empty();
    } catch (JoseException | IOException none) {
      return Optional.empty();
    }
  }
}
