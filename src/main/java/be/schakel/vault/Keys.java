package be.schakel.vault;

import be.schakel.demo.DemoKeys;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The gateway's own keys, from one PKCS#12 keystore: signing keys ({@code token}, {@code token-2},
 * …; {@code receipt} and {@code log} alike), key-encryption keys ({@code kek-1}, {@code kek-2}, …;
 * the highest number wraps, all unwrap) and the key of the keyed hashes ({@code pseudonym}).
 *
 * <p>Thread safe. Demo keys announce themselves in the log; in production the gateway does not
 * start with them.
 */
@ApplicationScoped
public class Keys {

  private static final System.Logger LOG = System.getLogger(Keys.class.getName());
  private static final String KEK = "kek-";

  @Inject
  @ConfigProperty(name = "schakel.keys.file", defaultValue = "${schakel.home}/keys/keys.p12")
  String file;

  @Inject
  @ConfigProperty(name = "schakel.keys.password", defaultValue = "changeit")
  String password;

  @Inject
  @ConfigProperty(name = "schakel.environment", defaultValue = "demo")
  String environment;

  private final NavigableMap<String, SecretKey> wrapping =
      new TreeMap<>(Comparator.comparingInt(Keys::number));
  private Key pseudonym;
  private KeyStore store;

  public Keys() {}

  /** Keys outside a container. */
  public Keys(Path file, String password, String environment) {
    this.file = file.toString();
    this.password = password;
    this.environment = environment;
    load();
  }

  @PostConstruct
  void load() {
    try (var in = Files.newInputStream(Path.of(file))) {
      store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (var alias : Collections.list(store.aliases())) {
        if (alias.startsWith(KEK)) {
          wrapping.put(alias, (SecretKey) store.getKey(alias, password.toCharArray()));
        }
      }
      pseudonym = store.getKey("pseudonym", password.toCharArray());
      if (wrapping.isEmpty() || pseudonym == null) {
        throw new IllegalStateException("schakel.keys.file lacks kek-1 or pseudonym");
      }
      refuseDemoKeysInProduction();
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException(
          "schakel.keys.file or schakel.keys.password is wrong", unreadable);
    }
  }

  /**
   * Reads them now rather than at the first request, so that what is wrong is told at the start.
   */
  public void start() {
    signing("token");
    signing("receipt");
    signing("notice");
    pairs("log");
  }

  /**
   * The key that signs for a use: of {@code use}, {@code use-2}, {@code use-3}, … the highest
   * number whose private half is there. Its {@code kid} is the RFC 7638 thumbprint.
   */
  public SigningKey signing(String use) {
    try {
      for (var alias : aliases(use)) {
        if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey signing) {
          var jwk = jwk(alias);
          return new SigningKey(jwk.getKeyId(), signing, jwk);
        }
      }
      throw new IllegalStateException("schakel.keys.file lacks " + use);
    } catch (GeneralSecurityException | JoseException broken) {
      throw new IllegalStateException("the signing key " + use + " is unusable", broken);
    }
  }

  /**
   * Every key whose signatures for a use are good, the newest first: the one that signs, the next
   * one that nodes must know before any of them signs with it, and earlier ones. Of those a
   * certificate is enough.
   */
  public List<PublicJsonWebKey> verifying(String use) {
    try {
      var known = new ArrayList<PublicJsonWebKey>();
      for (var alias : aliases(use)) {
        known.add(jwk(alias));
      }
      return known;
    } catch (GeneralSecurityException | JoseException broken) {
      throw new IllegalStateException("a key for " + use + " is unusable", broken);
    }
  }

  /** The names of a use in the store, the newest first. */
  private List<String> aliases(String use) throws GeneralSecurityException {
    var numbered = Pattern.compile(Pattern.quote(use) + "(-[1-9]\\d{0,3})?");
    return Collections.list(store.aliases()).stream()
        .filter(alias -> numbered.matcher(alias).matches())
        .sorted(Comparator.comparingInt(alias -> -number(alias, use)))
        .toList();
  }

  private PublicJsonWebKey jwk(String alias) throws GeneralSecurityException, JoseException {
    var jwk = PublicJsonWebKey.Factory.newPublicJwk(store.getCertificate(alias).getPublicKey());
    jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
    jwk.setUse("sig");
    jwk.setAlgorithm("ES256");
    return jwk;
  }

  /**
   * The key pairs of a use, the newest first. One of which only the certificate is left has no
   * private half: it does not sign any more, and what it signed can still be checked.
   */
  public List<KeyPair> pairs(String use) {
    try {
      var pairs = new ArrayList<KeyPair>();
      for (var alias : aliases(use)) {
        var signing = (PrivateKey) store.getKey(alias, password.toCharArray());
        pairs.add(new KeyPair(store.getCertificate(alias).getPublicKey(), signing));
      }
      if (pairs.stream().allMatch(pair -> pair.getPrivate() == null)) {
        throw new IllegalStateException("schakel.keys.file lacks " + use);
      }
      return pairs;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a key for " + use + " is unusable", broken);
    }
  }

  /** A content key as it may be stored: a JWE (RFC 7516) under the newest key-encryption key. */
  public String wrap(ContentKey key) {
    var newest = wrapping.lastEntry();
    var jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.A256GCMKW);
    jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    jwe.setKeyIdHeaderValue(newest.getKey());
    jwe.setKey(newest.getValue());
    jwe.setPayload(Base64.getEncoder().encodeToString(key.bytes()));
    try {
      return jwe.getCompactSerialization();
    } catch (JoseException cannotHappen) {
      throw new IllegalStateException(cannotHappen);
    }
  }

  /**
   * The content key inside a stored JWE.
   *
   * @throws IllegalStateException when its key-encryption key is gone or it was changed
   */
  public ContentKey unwrap(String wrapped) {
    try {
      var jwe = new JsonWebEncryption();
      jwe.setCompactSerialization(wrapped);
      var key = wrapping.get(jwe.getKeyIdHeaderValue());
      if (key == null) {
        throw new IllegalStateException("unknown key-encryption key " + jwe.getKeyIdHeaderValue());
      }
      jwe.setKey(key);
      return ContentKey.of(Base64.getDecoder().decode(jwe.getPayload()));
    } catch (JoseException changed) {
      throw new IllegalStateException("a wrapped key does not open", changed);
    }
  }

  /** A keyed hash (HMAC-SHA256): equal for equal parts, tells nothing without the key. */
  public byte[] keyedHash(String use, List<String> parts) {
    Mac mac = Crypto.mac(pseudonym);
    mac.update(use.getBytes(StandardCharsets.UTF_8));
    for (var part : parts) {
      mac.update((byte) 0);
      mac.update(part.getBytes(StandardCharsets.UTF_8));
    }
    return mac.doFinal();
  }

  /** A keyed hash of bytes. */
  public byte[] keyedHash(String use, byte[] content) {
    Mac mac = Crypto.mac(pseudonym);
    mac.update(use.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return mac.doFinal(content);
  }

  /** Content to be given out and wanted back: equal looks equal, and nothing else is told. */
  public byte[] seal(String use, byte[] plain) {
    return Sealed.seal(own(use), use, plain, keyedHash(use, plain));
  }

  /**
   * What {@link #seal} sealed for the same use.
   *
   * @throws IllegalStateException when it did not
   */
  public byte[] open(String use, byte[] sealed) {
    return Sealed.open(own(use), use, sealed);
  }

  private ContentKey own(String use) {
    return ContentKey.of(keyedHash("own key", List.of(use)));
  }

  /** Whether two secrets or hashes are equal, in constant time. */
  public static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  private void refuseDemoKeysInProduction() throws GeneralSecurityException {
    var demo = new ArrayList<String>();
    for (var alias : Collections.list(store.aliases())) {
      if (DemoKeys.isDemo(store, alias, password.toCharArray())) {
        demo.add(alias);
      }
    }
    if (demo.isEmpty()) {
      return;
    }
    if ("production".equals(environment)) {
      throw new IllegalStateException(
          "schakel.environment=production refuses demo keys: "
              + String.join(", ", demo)
              + " in schakel.keys.file");
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "event=demo-keys aliases={0}: never use them with real data",
        String.join(",", demo));
  }

  private static int number(String alias) {
    return number(alias, "kek");
  }

  /** One without a number is the first. */
  private static int number(String alias, String use) {
    return alias.equals(use) ? 1 : Integer.parseInt(alias.substring(use.length() + 1));
  }
}
