package be.schakel;

import be.schakel.disclosure.BusinessTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * What every room takes as given: the time. A test deployment may give another business time, by an
 * alternative bean.
 */
@ApplicationScoped
public class Givens {

  @Produces
  @Singleton
  Clock clock() {
    // Milliseconds: what is answered at once and what is read back later are the same time
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Produces
  @Singleton
  @BusinessTime
  Clock businessTime(Clock clock) {
    return clock;
  }
}
