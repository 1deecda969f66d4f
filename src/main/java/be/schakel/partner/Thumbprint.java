package be.schakel.partner;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a certificate's DER form: what the registry knows a certificate by. Its text form
 * is only the beginning, enough to tell certificates apart in a log.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Thumbprint(String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int SHOWN = 12;

  public Thumbprint {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("a thumbprint has 64 lower-case hexadecimal digits");
    }
  }

  public static Thumbprint of(X509Certificate certificate) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Thumbprint(HexFormat.of().formatHex(sha256));
    } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads what {@code openssl x509 -fingerprint -sha256} shows too: capitals, colons. */
  public static Optional<Thumbprint> parse(String text) {
    var hex = text.replace(":", "").toLowerCase(Locale.ROOT);
    return HEX.matcher(hex).matches() ? Optional.of(new Thumbprint(hex)) : Optional.empty();
  }

  /** As it stands in a bound token, {@code x5t#S256} (RFC 8705 3.1). */
  public String x5t() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(hex));
  }

  @Override
  public String toString() {
    return hex.substring(0, SHOWN);
  }
}
