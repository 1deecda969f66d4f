package be.schakel.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PKCS12Attribute;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.crypto.KeyGenerator;

/**
 * The demo's own keys, in one PKCS12 store: {@code token}, {@code receipt} and {@code notice} sign
 * (ES256), {@code log} signs the log (Ed25519), {@code kek-1} wraps other keys and {@code
 * pseudonym} makes keyed hashes (256 bits each).
 *
 * <p>Made once and never replaced: what they sealed could not be opened again. A store of an
 * earlier release gets what it lacks. Each key says that it is a demo key, so that a server can
 * announce it and refuse it in production, also when it was copied into another store.
 */
public final class DemoKeys {

  static final String FILE = "keys.p12";

  private static final String MARK = "schakel demo key";

  /** An attribute of our own on secret keys, which have no certificate to carry a name. */
  private static final String MARK_ATTRIBUTE = "2.25.249370521403162581";

  private static final Duration LIFE = Duration.ofDays(3650);

  private DemoKeys() {}

  /** Makes the keys that are absent. */
  public static void prepare(Path directory, Instant now)
      throws IOException, GeneralSecurityException {
    PrivateFiles.directory(directory);
    var file = directory.resolve(FILE);
    var password = DemoPki.PASSWORD.toCharArray();
    var store =
        Files.exists(file) ? KeyStore.getInstance(file.toFile(), password) : DemoPki.emptyStore();
    var before = store.size();
    for (var alias : new String[] {"token", "receipt", "notice", "log"}) {
      if (!store.containsAlias(alias)) {
        var pair = alias.equals("log") ? edwards() : DemoAuthority.newKeys();
        var issued =
            DemoAuthority.selfSigned(DemoSubject.authority(MARK), pair, now, now.plus(LIFE));
        store.setKeyEntry(
            alias, issued.key(), password, issued.chain().toArray(Certificate[]::new));
      }
    }
    var generator = KeyGenerator.getInstance("AES");
    generator.init(256);
    for (var alias : new String[] {"kek-1", "pseudonym"}) {
      if (!store.containsAlias(alias)) {
        var mark = Set.<KeyStore.Entry.Attribute>of(new PKCS12Attribute(MARK_ATTRIBUTE, MARK));
        store.setEntry(
            alias,
            new KeyStore.SecretKeyEntry(generator.generateKey(), mark),
            new KeyStore.PasswordProtection(password));
      }
    }
    if (store.size() > before) {
      PrivateFiles.secret(file, DemoPki.bytes(store));
    }
  }

  private static KeyPair edwards() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /** Whether the key of that name was made for the demo and must not guard real data. */
  public static boolean isDemo(KeyStore store, String alias, char[] password)
      throws GeneralSecurityException {
    if (store.getCertificate(alias) instanceof X509Certificate certificate) {
      return certificate.getSubjectX500Principal().getName().contains(MARK);
    }
    var entry = store.getEntry(alias, new KeyStore.PasswordProtection(password));
    return entry.getAttributes().stream().anyMatch(found -> MARK.equals(found.getValue()));
  }
}
