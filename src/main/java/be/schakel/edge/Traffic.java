package be.schakel.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** How many requests of which kind were answered how, and how fast; nothing about anybody. */
@ApplicationScoped
public class Traffic {

  private static final String NAME = "schakel_requests";

  @Inject MetricRegistry metrics;

  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(Face face, String route, int statusClass, String partnerKind) {}

  void answered(Arrival arrival, int status, Duration took) {
    var partner =
        arrival.knownPeer().flatMap(Peer::partner).map(known -> known.kind().name()).orElse("-");
    var kind = new Kind(arrival.face(), arrival.route(), status / 100, partner);
    timers.computeIfAbsent(kind, this::timer).update(took);
  }

  private Timer timer(Kind kind) {
    return metrics.timer(
        NAME,
        new Tag("face", kind.face().name()),
        new Tag("route", kind.route()),
        new Tag("status", kind.statusClass() + "xx"),
        new Tag("partner_kind", kind.partnerKind()));
  }
}
