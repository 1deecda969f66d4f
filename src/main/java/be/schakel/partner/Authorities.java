package be.schakel.partner;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads the trusted authorities from the store that the TLS end uses too: PKCS12, JKS or PEM. */
public final class Authorities {

  private static final byte[] PEM = {'-', '-', '-', '-', '-'};

  private Authorities() {}

  /**
   * One certificate in PEM.
   *
   * @throws IllegalArgumentException when it is none
   */
  static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException none) {
      throw new IllegalArgumentException(none);
    }
  }

  public static List<X509Certificate> read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    var content = Files.readAllBytes(file);
    if (content.length > PEM.length && Arrays.mismatch(content, PEM) >= PEM.length) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(content))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
    var store = KeyStore.getInstance(file.toFile(), password);
    var authorities = new ArrayList<X509Certificate>();
    for (var alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate authority) {
        authorities.add(authority);
      }
    }
    return authorities;
  }
}
