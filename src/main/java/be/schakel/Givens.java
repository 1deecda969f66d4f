package be.schakel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** What every room takes as given: the time. A test deployment gives another. */
@ApplicationScoped
public class Givens {

  @Produces
  @Singleton
  Clock clock() {
    // Milliseconds: what is answered at once and what is read back later are the same time
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
