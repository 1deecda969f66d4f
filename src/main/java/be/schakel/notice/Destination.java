package be.schakel.notice;

import be.schakel.partner.Registration;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/**
 * The one host where a partner may be called, and the one authority that its certificate may come
 * from, as its registration says; no subscription can name another.
 *
 * @param host in lower case
 */
record Destination(String partner, String host, int port, X509Certificate authority) {

  private static final String USE = "events";
  private static final int HTTPS = 443;

  /** Empty for a partner that nobody registered a host and an authority for. */
  static Optional<Destination> registered(Registration partner) {
    return Optional.ofNullable(partner.endpoints().get(USE))
        .filter(endpoint -> endpoint.url().getHost() != null)
        .flatMap(
            endpoint ->
                endpoint
                    .authority()
                    .map(
                        authority ->
                            new Destination(
                                partner.code(),
                                host(endpoint.url()),
                                port(endpoint.url()),
                                authority)));
  }

  /** Whether an address is a plain https address at this host and port. */
  boolean covers(String address) {
    try {
      var given = new URI(address);
      return "https".equalsIgnoreCase(given.getScheme())
          && given.getHost() != null
          && given.getRawUserInfo() == null
          && given.getRawFragment() == null
          && host(given).equals(host)
          && port(given) == port;
    } catch (URISyntaxException none) {
      return false;
    }
  }

  private static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT);
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? HTTPS : address.getPort();
  }
}
