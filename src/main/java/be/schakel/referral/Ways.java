package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Circumstances;
import be.schakel.policy.Evidence;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.policy.Question;
import be.schakel.policy.Relation;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By which ways what is added to a report is open to who is not the centre that has it, for queries
 * that must agree with the gate: the policy itself is asked, about everything a query can tell
 * apart. Thread safe.
 *
 * <p>Unattended work is told of what its partner's people are shown.
 */
@ApplicationScoped
class Ways {

  /** What can open something. */
  private enum By {
    /** Nothing but that it is the asker's own. */
    OWN,
    CONSENT,
    DOUBLE_CONSENT,
    SHARED_SECRECY
  }

  /** Roles are words of the callers; more different ones are forgotten again. */
  private static final int MOST_KNOWN = 1_000;

  private static final UUID CHILD = new UUID(0, 0);
  private static final Instant FROM = Instant.EPOCH;
  private static final Instant UNTIL = FROM.plusSeconds(1);
  private static final int SECRET = 1;
  private static final int REPORTER = 2;
  private static final int ITS_OWN = 4;
  private static final int COMBINATIONS = 8;

  @Inject Policies policies;

  private final Map<Key, String> known = new ConcurrentHashMap<>();

  /** What of an asker can make a difference. */
  private record Key(
      Policy policy, PartnerKind kind, Set<Purpose> registered, String role, Purpose purpose) {}

  /**
   * The ways that are open: {@code ;how:category:type:secret address:is the reporter;} and so on.
   */
  String of(Caller caller) {
    var asker = Asker.of(caller);
    var key =
        new Key(
            policies.current(), asker.kind(), asker.registered(), asker.role(), asker.purpose());
    var found = known.get(key);
    if (found == null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      found = all(key);
      known.put(key, found);
    }
    return found;
  }

  private static String all(Key key) {
    var ways = new StringJoiner(";", ";", ";");
    for (var category : ContributionRules.CATEGORIES) {
      for (var by : By.values()) {
        var evidence = evidence(by, category, key.purpose());
        for (var type : ReferralType.values()) {
          for (int bits = 0; bits < COMBINATIONS; bits++) {
            var about = about(type, (bits & SECRET) > 0, (bits & REPORTER) > 0);
            if (opens(key, about, category, (bits & ITS_OWN) > 0, evidence)) {
              ways.add(
                  String.join(
                      ":",
                      by.name(),
                      category.name(),
                      type.name(),
                      word(bits & SECRET),
                      word(bits & REPORTER),
                      word(bits & ITS_OWN)));
            }
          }
        }
      }
    }
    return ways.toString();
  }

  private static boolean opens(
      Key key, Circumstances about, DataCategory category, boolean own, Evidence evidence) {
    var asker = new Asker("", key.kind(), key.registered(), "", key.role(), false, key.purpose());
    return key.policy()
        .decide(new Question(asker, Action.READ, about, category, Form.FULL, own, evidence, FROM))
        .permit();
  }

  private static Circumstances about(ReferralType type, boolean secret, boolean reporter) {
    var relation = reporter ? Relation.REPORTER : Relation.GRANTEE;
    return new Circumstances(CHILD, Set.of(relation), type, false, false, secret, false);
  }

  private static Evidence evidence(By by, DataCategory category, Purpose purpose) {
    return switch (by) {
      case OWN -> Evidence.NONE;
      case CONSENT, DOUBLE_CONSENT ->
          Evidence.of(
              List.of(
                  new Evidence.Consented(
                      CHILD,
                      CHILD,
                      "",
                      Set.of(category),
                      Set.of(purpose),
                      by == By.DOUBLE_CONSENT,
                      FROM,
                      UNTIL)));
      case SHARED_SECRECY ->
          Evidence.of(
              List.of(
                  new Evidence.SharedSecrecy(
                      CHILD, "", Set.of(category), true, true, true, FROM, UNTIL)));
    };
  }

  /** As the database writes it. */
  private static String word(int bit) {
    return bit > 0 ? "t" : "f";
  }
}
