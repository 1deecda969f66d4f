package be.schakel.demo;

import be.schakel.demo.DemoAuthority.Issued;
import be.schakel.demo.DemoAuthority.Usage;
import be.schakel.demo.DemoSubject.Flaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The demo's certificates, in one directory: {@code ca.pem}, {@code ca.crl}, for each partner
 * {@code <code>.pem} (leaf first), {@code <code>.key} (PKCS#8, not encrypted) and {@code
 * <code>.p12}, for the server {@code server.p12} and {@code trust.p12}, and for the gateway as a
 * client {@code gateway.p12}.
 *
 * <p>What is there and still good is kept; what is absent, half made or near its end is made again.
 * The revocation list is signed anew each time. A run that was killed is completed by the next:
 * every file appears whole, and the {@code .p12} appears last, so its presence says that the other
 * two belong to it.
 */
public final class DemoPki {

  /** Opens every demo key store. It protects nothing: the same keys lie beside it in the clear. */
  public static final String PASSWORD = "changeit";

  static final Duration LIFE = Duration.ofDays(365);
  static final Duration RENEW_BEFORE_END = Duration.ofDays(30);
  static final Duration REVOCATIONS_LIFE = Duration.ofDays(30);

  /** Of the authority's name, as RFC 2253 writes it. */
  private static final String DEMO_ORGANISATION = "O=" + DemoSubject.ORGANISATION;

  private static final String AUTHORITY = "ca";
  private static final String OTHER_AUTHORITY = "Schakel demo other CA";
  private static final String SERVER = "server";

  /** The gateway as a client: so it comes to partners that it tells something. */
  private static final String GATEWAY = "gateway";

  private final Path directory;
  private final Instant now;
  private final Map<String, X509Certificate> leaves = new TreeMap<>();

  private DemoPki(Path directory, Instant now) {
    this.directory = directory;
    this.now = now;
  }

  /** Makes what is missing, at the given time. May be called again and again. */
  public static DemoPki prepare(Path directory, Instant now)
      throws IOException, GeneralSecurityException {
    PrivateFiles.directory(directory);
    var pki = new DemoPki(directory, now);
    pki.makeAll();
    return pki;
  }

  /** Whether a certificate is one of a demo's: its authority's, or issued by it. */
  public static boolean isDemo(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName().contains(DEMO_ORGANISATION);
  }

  /** The certificate of each demo code, partners and failing ones alike. */
  public Map<String, X509Certificate> certificates() {
    return Map.copyOf(leaves);
  }

  private void makeAll() throws IOException, GeneralSecurityException {
    var authority = authority();
    for (var subject : DemoSubject.all()) {
      leaves.put(subject.code(), leaf(authority, subject));
    }
    server(authority);
    gateway(authority);
    var trust = directory.resolve("trust.p12");
    if (!Files.exists(trust)) {
      var store = emptyStore();
      store.setCertificateEntry(AUTHORITY, authority.certificate());
      PrivateFiles.open(trust, bytes(store));
    }
    signRevocations(authority);
  }

  private DemoAuthority authority() throws IOException, GeneralSecurityException {
    var pem = file(AUTHORITY, ".pem");
    var key = file(AUTHORITY, ".key");
    if (Files.exists(pem) && Files.exists(key)) {
      var certificate = Pem.certificates(pem).get(0);
      if (!nearEnd(certificate)) {
        return new DemoAuthority(certificate, Pem.key(key));
      }
    }
    var made = DemoAuthority.create(DemoSubject.authority("Schakel demo CA"), now);
    Files.deleteIfExists(pem);
    Files.deleteIfExists(directory.resolve("trust.p12"));
    Files.deleteIfExists(directory.resolve("ca.crl"));
    PrivateFiles.secret(key, Pem.of(made.key()));
    PrivateFiles.open(pem, Pem.of(List.of(made.certificate())));
    return made;
  }

  private X509Certificate leaf(DemoAuthority authority, DemoSubject subject)
      throws IOException, GeneralSecurityException {
    var kept = kept(subject.code()).filter(leaf -> good(authority, subject, leaf));
    if (kept.isPresent()) {
      return kept.get();
    }
    var issuer =
        subject.flaw() == Flaw.OTHER_AUTHORITY
            ? DemoAuthority.create(DemoSubject.authority(OTHER_AUTHORITY), now)
            : authority;
    var end = subject.flaw() == Flaw.EXPIRED ? now.minus(RENEW_BEFORE_END) : now.plus(LIFE);
    var from = subject.flaw() == Flaw.EXPIRED ? end.minus(RENEW_BEFORE_END) : now;
    var issued = issuer.client(subject.name(), subject.usage(), from, end);
    keep(subject.code(), issued);
    return issued.leaf();
  }

  private boolean good(DemoAuthority authority, DemoSubject subject, X509Certificate leaf) {
    return switch (subject.flaw()) {
      case NONE, REVOKED -> authority.issued(leaf) && !nearEnd(leaf);
      case EXPIRED -> authority.issued(leaf);
      case OTHER_AUTHORITY -> !authority.issued(leaf) && !nearEnd(leaf);
    };
  }

  private void server(DemoAuthority authority) throws IOException, GeneralSecurityException {
    var kept = kept(SERVER);
    if (kept.isEmpty() || !authority.issued(kept.get()) || nearEnd(kept.get())) {
      keep(SERVER, authority.localhost(DemoSubject.authority("localhost"), now, now.plus(LIFE)));
    }
  }

  private void gateway(DemoAuthority authority) throws IOException, GeneralSecurityException {
    var kept = kept(GATEWAY);
    if (kept.isEmpty() || !authority.issued(kept.get()) || nearEnd(kept.get())) {
      var name = DemoSubject.authority("Schakel demo gateway");
      keep(GATEWAY, authority.client(name, Usage.CLIENT, now, now.plus(LIFE)));
    }
  }

  private Optional<X509Certificate> kept(String code) throws IOException {
    var pem = file(code, ".pem");
    if (!Files.exists(file(code, ".p12"))
        || !Files.exists(file(code, ".key"))
        || !Files.exists(pem)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pem.certificates(pem).get(0));
    } catch (GeneralSecurityException spoilt) {
      return Optional.empty();
    }
  }

  private void keep(String code, Issued issued) throws IOException, GeneralSecurityException {
    var store = file(code, ".p12");
    Files.deleteIfExists(store);
    PrivateFiles.secret(file(code, ".key"), Pem.of(issued.key()));
    PrivateFiles.open(file(code, ".pem"), Pem.of(issued.chain()));
    var entries = emptyStore();
    entries.setKeyEntry(
        code, issued.key(), PASSWORD.toCharArray(), issued.chain().toArray(Certificate[]::new));
    PrivateFiles.secret(store, bytes(entries));
  }

  private void signRevocations(DemoAuthority authority)
      throws IOException, GeneralSecurityException {
    var file = directory.resolve("ca.crl");
    var earlier = Optional.<X509CRL>empty();
    if (Files.exists(file)) {
      earlier = Optional.of(Pem.revocations(file));
    }
    var revoked =
        DemoSubject.all().stream()
            .filter(subject -> subject.flaw() == Flaw.REVOKED)
            .map(subject -> leaves.get(subject.code()))
            .toList();
    var signed = authority.revoke(earlier, revoked, now, now.plus(REVOCATIONS_LIFE));
    PrivateFiles.open(file, Pem.of(signed));
  }

  private boolean nearEnd(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant().minus(RENEW_BEFORE_END).isBefore(now);
  }

  private Path file(String code, String ending) {
    return directory.resolve(code + ending);
  }

  static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  static byte[] bytes(KeyStore store) throws IOException, GeneralSecurityException {
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, PASSWORD.toCharArray());
    return bytes.toByteArray();
  }
}
