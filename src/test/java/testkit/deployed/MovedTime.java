package testkit.deployed;

import be.schakel.disclosure.BusinessTime;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Business time that is moved and then goes on: the alternative bean of a test deployment.
 * Certificates, tokens and the log stay on real time.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class MovedTime {

  private volatile Duration ahead = Duration.ZERO;

  @Produces
  @Singleton
  @BusinessTime
  Clock businessTime(Clock real) {
    InstantSource moved = () -> real.instant().plus(ahead);
    return moved.withZone(ZoneOffset.UTC);
  }

  void moveTo(Instant now, Clock real) {
    ahead = Duration.between(real.instant(), now);
  }
}
