package be.schakel.verify;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** One's own certificate, and the authority of the other side. */
final class Tls {

  private Tls() {}

  /**
   * By {@code --p12} with {@code --password-file} (else the first line of the standard input), and
   * {@code --ca} (else the authorities that the JDK trusts).
   */
  static SSLContext context(Options options, Report report, InputStream in) {
    var own = options.value("p12").map(Path::of);
    var authority = options.value("ca").map(Path::of);
    try {
      var password = own.isEmpty() ? new char[0] : password(options, report, in).toCharArray();
      var context = SSLContext.getInstance("TLS");
      context.init(keys(own, password), trusted(authority), null);
      return context;
    } catch (GeneralSecurityException | IOException unusable) {
      throw NotProven.unusable("tls.keys");
    }
  }

  private static String password(Options options, Report report, InputStream in)
      throws IOException {
    var file = options.value("password-file").map(Path::of);
    if (file.isPresent()) {
      return Strict.line(Input.text(file.get()));
    }
    report.ask("tls.password");
    var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }

  private static KeyManager[] keys(Optional<Path> p12, char[] password)
      throws GeneralSecurityException, IOException {
    if (p12.isEmpty()) {
      return null;
    }
    var store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(Input.read(p12.get())), password);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trusted(Optional<Path> pem)
      throws GeneralSecurityException, IOException {
    if (pem.isEmpty()) {
      return null;
    }
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var certificates = new ByteArrayInputStream(Input.read(pem.get()));
    for (var each : CertificateFactory.getInstance("X.509").generateCertificates(certificates)) {
      store.setCertificateEntry("authority-" + store.size(), each);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
