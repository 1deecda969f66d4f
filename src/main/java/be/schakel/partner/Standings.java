package be.schakel.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How client certificates stand, asked on every request because a resumed TLS session shows a
 * certificate that may long be revoked.
 *
 * <p>An answer is kept for a few seconds, and dropped at once when the registry, an authority or a
 * revocation list changes. Thread safe.
 */
@ApplicationScoped
public class Standings {

  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int MOST_KEPT = 10_000;

  @Inject Registries registries;
  @Inject Revocations revocations;

  private final Map<X509Certificate, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(Standing standing, Registry registry, Trust trust, Instant at) {
    boolean holds(Registry current, Trust trusted, Instant now) {
      return registry == current && trust == trusted && now.isBefore(at.plus(KEPT));
    }
  }

  public Standings() {}

  Standings(Registries registries, Revocations revocations) {
    this.registries = registries;
    this.revocations = revocations;
  }

  /**
   * @param chain as the TLS connection gave it, the client's own certificate first
   */
  public Standing of(List<X509Certificate> chain, Instant now) {
    var registry = registries.current();
    var trust = revocations.trust();
    var known = kept.get(chain.get(0));
    if (known != null && known.holds(registry, trust, now)) {
      return known.standing();
    }
    var standing = CertificateStanding.of(chain, registry, trust, now);
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(chain.get(0), new Kept(standing, registry, trust, now));
    return standing;
  }
}
