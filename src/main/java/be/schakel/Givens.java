package be.schakel;

import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * What every room takes as given: the time and the policy in force. A test deployment gives others.
 */
@ApplicationScoped
public class Givens {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Policy policy() {
    return new Policy(PolicyData.shipped());
  }
}
