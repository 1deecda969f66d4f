package be.schakel.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The textual encoding of certificates, lists and keys (RFC 7468). */
final class Pem {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final String KEY = "PRIVATE KEY";

  private Pem() {}

  static byte[] of(List<X509Certificate> chain) throws GeneralSecurityException {
    var text = new StringBuilder();
    for (var certificate : chain) {
      text.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] of(X509CRL list) throws GeneralSecurityException {
    return block("X509 CRL", list.getEncoded()).getBytes(StandardCharsets.US_ASCII);
  }

  /** PKCS#8, not encrypted. */
  static byte[] of(PrivateKey key) {
    return block(KEY, key.getEncoded()).getBytes(StandardCharsets.US_ASCII);
  }

  static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    var read = new ByteArrayInputStream(Files.readAllBytes(file));
    return CertificateFactory.getInstance("X.509").generateCertificates(read).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  static X509CRL revocations(Path file) throws IOException, GeneralSecurityException {
    var read = new ByteArrayInputStream(Files.readAllBytes(file));
    return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(read);
  }

  static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    var base64 =
        Files.readString(file, StandardCharsets.US_ASCII)
            .replace("-----BEGIN " + KEY + "-----", "")
            .replace("-----END " + KEY + "-----", "");
    var der = Base64.getMimeDecoder().decode(base64);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .replace("%n", "\n")
        .formatted(label, LINES.encodeToString(der), label);
  }
}
