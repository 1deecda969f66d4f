package testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * A partner with its certificate, as a client of the running gateway. Thread safe; its tokens are
 * kept for a minute.
 */
public final class TestPartner {

  /** Who acts when a test does not care: an invented number. */
  public static final String SOMEBODY = "10000000146";

  private static final char[] NO_PASSWORD = new char[0];
  private static final long TOKEN_REUSE_NANOS = Duration.ofSeconds(60).toNanos();
  private static final Map<Key, TestPartner> PARTNERS = new ConcurrentHashMap<>();

  private final Served gateway;
  private final String code;
  private final SSLContext tls;
  private final HttpClient client;
  private final Map<String, Kept> tokens = new ConcurrentHashMap<>();

  private record Kept(String token, long nanos) {}

  private record Key(Served gateway, String code) {}

  private TestPartner(Served gateway, String code, SSLContext tls) {
    this.gateway = gateway;
    this.code = code;
    this.tls = tls;
    this.client = client(new SSLParameters());
  }

  /** The demo partner of this code, or one of the certificates that must fail. */
  public static TestPartner of(String code) {
    return of(Gateway.running(), code);
  }

  /** The same of another gateway. */
  static TestPartner of(Served gateway, String code) {
    return PARTNERS.computeIfAbsent(new Key(gateway, code), TestPartner::load);
  }

  private static TestPartner load(Key key) {
    var gateway = key.gateway();
    var pem = Optional.of(gateway.pki(key.code() + ".pem"));
    var tls = context(gateway, pem, gateway.pki(key.code() + ".key"));
    return new TestPartner(gateway, key.code(), tls);
  }

  /** Somebody who trusts the gateway and shows no certificate. */
  public static TestPartner nobody() {
    var gateway = Gateway.running();
    return new TestPartner(gateway, "nobody", context(gateway, Optional.empty(), Path.of("")));
  }

  public String code() {
    return code;
  }

  public SSLContext tls() {
    return tls;
  }

  public X509Certificate certificate() {
    try {
      return (X509Certificate) chain(gateway.pki(code + ".pem"))[0];
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** The key of its certificate. */
  PrivateKey key() {
    try {
      return key(gateway.pki(code + ".key"), certificate().getPublicKey().getAlgorithm());
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  URI uri(String path) {
    return gateway.uri(path);
  }

  HttpClient client() {
    return client;
  }

  /** A client of its own, with other TLS parameters. */
  public HttpClient client(SSLParameters parameters) {
    return HttpClient.newBuilder()
        .sslContext(tls)
        .sslParameters(parameters)
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(20))
        .build();
  }

  /** Its requests without a token. */
  public Requests withoutToken() {
    return new Requests(this);
  }

  /** Its requests with whatever token. */
  public Requests withToken(String token) {
    return new Requests(this).with("Authorization", "Bearer " + token);
  }

  /** Its requests as a physician with this one purpose and every scope it is registered for. */
  public Requests as(String purpose) {
    return withToken(token(purpose, "physician"));
  }

  /** Its requests as somebody of this role; {@code system} is unattended work. */
  public Requests as(String purpose, String role) {
    return withToken(token(purpose, role));
  }

  /** Its requests as somebody of this role with this number. */
  public Requests as(String purpose, String role, String subject) {
    return withToken(
        kept(
            purpose + " " + role + " of " + subject,
            () -> {
              var form = form(purpose, role);
              form.put("subject_id", subject);
              return form;
            }));
  }

  /** A token for one purpose, one role, and these scopes; none means all it is registered for. */
  public String token(String purpose, String role, String... scopes) {
    return kept(
        purpose + " " + role + " " + String.join(" ", scopes), () -> form(purpose, role, scopes));
  }

  private String kept(String key, Supplier<Map<String, String>> form) {
    var kept = tokens.get(key);
    if (kept == null || System.nanoTime() - kept.nanos() > TOKEN_REUSE_NANOS) {
      var answer = askToken(form.get()).expect(200);
      kept = new Kept(answer.at("/access_token"), System.nanoTime());
      tokens.put(key, kept);
    }
    return kept.token();
  }

  /** The fields of a token request; change them at will. */
  public static Map<String, String> form(String purpose, String role, String... scopes) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("purpose_of_use", purpose);
    form.put("subject_role", role);
    if (!role.equals("system")) {
      form.put("subject_id", SOMEBODY);
      form.put("subject_name", "Dr. Proef Persoon");
    }
    if (scopes.length > 0) {
      form.put("scope", String.join(" ", scopes));
    }
    return form;
  }

  /** Its requests as the one person whose own certificate it is. */
  public Requests inPerson(String purpose) {
    var form = Map.of("grant_type", "client_credentials", "purpose_of_use", purpose);
    return withToken(askToken(form).expect(200).at("/access_token"));
  }

  public Answer askToken(Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return withoutToken().post("/oauth2/token", body, "application/x-www-form-urlencoded");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static SSLContext context(Served gateway, Optional<Path> certificate, Path key) {
    try {
      var trust = emptyStore();
      trust.setCertificateEntry("ca", chain(gateway.pki("ca.pem"))[0]);
      var trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusts.init(trust);
      var own = emptyStore();
      if (certificate.isPresent()) {
        own.setKeyEntry("own", key(key, "EC"), NO_PASSWORD, chain(certificate.get()));
      }
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, NO_PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trusts.getTrustManagers(), null);
      return context;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Certificate[] chain(Path pem) throws IOException, GeneralSecurityException {
    try (var read = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(read)
          .toArray(Certificate[]::new);
    }
  }

  private static PrivateKey key(Path pem, String algorithm)
      throws IOException, GeneralSecurityException {
    var base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
    var bytes = Base64.getDecoder().decode(base64);
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }
}
