package be.schakel.consent;

import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.PolicyText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** Policies for tests of other rooms. */
public final class TestPolicies {

  private TestPolicies() {}

  /** The shipped one, for ever. */
  public static Policies shipped() {
    return always(new Policy(PolicyData.shipped()));
  }

  public static Policies always(Policy policy) {
    return new Policies() {
      @Override
      public Policy current() {
        return policy;
      }
    };
  }

  /** The shipped one, but the flag of alleged perpetrator takes this away at a stage. */
  public static Policies whereTheFlagTakes(String stage, String effects) {
    var shipped = PolicyText.shipped();
    var line = "flag.alleged-perpetrator." + stage + "=";
    var terms = shipped.terms().replaceFirst("(?m)^" + Pattern.quote(line) + ".*$", line + effects);
    return always(new Policy(PolicyData.of(shipped.withTerms(terms))));
  }

  /** What a node would use, when it {@link #look}s. */
  public static Policies following(Jdbi db, Path file, Clock clock) {
    return new Policies(new PolicyVersions(db), file, clock);
  }

  public static void look(Policies policies) {
    policies.look();
  }
}
