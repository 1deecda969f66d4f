package be.schakel.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections to partners, kept open between notices: one client for each partner, address and
 * certificate of our own. None follows a redirect.
 */
@ApplicationScoped
class Lines {

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int KEPT = 200;

  /** The name goes with the request although the connection goes to the address. */
  private static final String OWN_HOST_HEADER = "jdk.httpclient.allowRestrictedHeaders";

  @Inject
  @ConfigProperty(
      name = "schakel.notice.keystore",
      defaultValue = "${schakel.home}/pki/gateway.p12")
  String keystore;

  @Inject
  @ConfigProperty(name = "schakel.notice.keystore-password", defaultValue = "changeit")
  String password;

  private final Map<Way, HttpClient> clients = new ConcurrentHashMap<>();

  /**
   * @param modified of our own certificate: a renewed one is used at once
   */
  private record Way(Destination place, InetAddress address, long modified) {}

  /** Before any HTTP client is made: Java looks at it once. */
  static void prepare() {
    System.setProperty(OWN_HOST_HEADER, "host");
  }

  /**
   * @throws GeneralSecurityException when there is no certificate of our own that can be used
   */
  HttpClient to(Destination place, InetAddress address)
      throws IOException, GeneralSecurityException {
    var file = Path.of(keystore);
    if (!Files.exists(file)) {
      throw new GeneralSecurityException("no file schakel.notice.keystore");
    }
    var way = new Way(place, address, Files.getLastModifiedTime(file).toMillis());
    var known = clients.get(way);
    if (known != null) {
      return known;
    }
    if (clients.size() >= KEPT) {
      clients.clear();
    }
    var made = client(place);
    var before = clients.putIfAbsent(way, made);
    return before == null ? made : before;
  }

  private HttpClient client(Destination place) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(Path.of(keystore).toFile(), password.toCharArray());
    var own = KeyManagerFactory.getInstance("PKIX");
    own.init(store, password.toCharArray());
    var tls = SSLContext.getInstance("TLS");
    var trust = new PinnedTrust(place.authority(), place.host());
    tls.init(own.getKeyManagers(), new TrustManager[] {trust}, null);
    var parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    if (!place.host().matches("[0-9.]+|\\[.*]")) {
      parameters.setServerNames(List.of(new SNIHostName(place.host())));
    }
    return HttpClient.newBuilder()
        .sslContext(tls)
        .sslParameters(parameters)
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(PATIENCE)
        .build();
  }
}
