package be.schakel.edge;

import be.schakel.partner.Standings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The client certificate of the TLS connection itself, and how it stands now. */
@ApplicationScoped
public class Peers {

  /**
   * Filled from the TLS connection, whatever headers say; {@code
   * jakarta.servlet.request.X509Certificate} could come from a header of a proxy.
   */
  private static final String ATTRIBUTE =
      "com.ibm.websphere.ssl.direct_connection_peer_certificates";

  @Inject Standings standings;

  Optional<Peer> of(ServletRequest request, Instant now) {
    return request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain && chain.length > 0
        ? Optional.of(new Peer(chain[0], standings.of(List.of(chain), now)))
        : Optional.empty();
  }
}
