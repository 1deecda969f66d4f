package be.schakel;

import be.schakel.demo.DemoPki;
import be.schakel.partner.Authorities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this is the demo or the real thing. In production nothing that the demo made may let
 * anybody in or stand for the gateway: its private keys are known to everybody who can run the
 * demo.
 */
@ApplicationScoped
class Environment {

  private static final String DEMO = "demo";
  private static final String PRODUCTION = "production";
  private static final Set<String> KNOWN = Set.of(DEMO, PRODUCTION);

  @Inject
  @ConfigProperty(name = "schakel.environment")
  String name;

  @Inject
  @ConfigProperty(name = "schakel.tls.truststore")
  String authorities;

  @Inject
  @ConfigProperty(name = "schakel.tls.keystore")
  String server;

  @Inject
  @ConfigProperty(name = "schakel.tls.password", defaultValue = DemoPki.PASSWORD)
  String password;

  @Inject
  @ConfigProperty(name = "schakel.notice.keystore")
  String client;

  @Inject
  @ConfigProperty(name = "schakel.notice.keystore-password")
  String clientPassword;

  /**
   * Refuses an environment that is not known, since a misspelt one would let the demo in, and the
   * demo's certificates in production.
   */
  void check() throws IOException, GeneralSecurityException {
    if (!KNOWN.contains(name)) {
      throw new IllegalStateException("schakel.environment is neither demo nor production");
    }
    if (name.equals(PRODUCTION)) {
      refuseDemo(
          "schakel.tls.truststore", Authorities.read(Path.of(authorities), password.toCharArray()));
      refuseDemo("schakel.tls.keystore", certificates(Path.of(server), password));
      // Without one no notice is brought, which the health page tells
      if (Files.exists(Path.of(client))) {
        refuseDemo("schakel.notice.keystore", certificates(Path.of(client), clientPassword));
      }
    }
  }

  boolean isDemo() {
    return name.equals(DEMO);
  }

  String name() {
    return name;
  }

  private static void refuseDemo(String property, List<X509Certificate> certificates) {
    if (certificates.stream().anyMatch(DemoPki::isDemo)) {
      throw new IllegalStateException(
          "schakel.environment=production refuses the demo's certificates in " + property);
    }
  }

  private static List<X509Certificate> certificates(Path file, String password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(file.toFile(), password.toCharArray());
    var found = new ArrayList<X509Certificate>();
    for (var alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        found.add(certificate);
      }
    }
    return found;
  }
}
