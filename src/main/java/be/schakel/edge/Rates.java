package be.schakel.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * How often each caller may come: so many a second, and for a moment twice that many.
 *
 * <p>Thread safe. Each node counts for itself, so several nodes together let more through.
 */
final class Rates {

  private static final int CALLERS = 10_000;
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final long perSecond;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(CALLERS).expireAfterAccess(FORGOTTEN).build();

  /**
   * @param perSecond requests of one caller; more than 0
   */
  Rates(long perSecond, TimeMeter time) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("a rate limit of less than one request a second");
    }
    this.perSecond = perSecond;
    this.time = time;
  }

  /** Lets one request of this caller in, or says how long it has to wait. */
  Optional<Duration> take(String caller) {
    var probe = buckets.get(caller, any -> bucket()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(
            limit -> limit.capacity(2 * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }
}
