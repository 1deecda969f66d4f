import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Circumstances;
import be.schakel.policy.Evidence;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.Question;
import be.schakel.policy.Relation;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * How long one decision of the policy takes, with the shipped matrix and much on record: 1,024 different questions of every kind of
 * partner about every category, each with eight consents, four grounds of shared secrecy, two conferences and two windows of
 * break-glass, of which the one that fits, if one does, comes last.
 *
 * <p>Run it after a build: {@code java -cp target/classes src/bench/java/DecisionBench.java [seconds]}. It warms up as long as it
 * measures, in rounds; the median round is the figure. What the decisions say is summed up and printed, so that none is left out.
 */
public final class DecisionBench {

  private static final int QUESTIONS = 1 << 10;
  private static final int ROUNDS = 21;
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final UUID CHILD = new UUID(1, 1);
  private static final String PARTNER = "partner-voorbeeld";
  private static final String PROFESSIONAL = "10000000";

  private DecisionBench() {}

  public static void main(String[] arguments) {
    var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    var policy = new Policy(PolicyData.shipped());
    var random = new Random(20261121);
    var questions = new ArrayList<Question>();
    for (int at = 0; at < QUESTIONS; at++) {
      questions.add(question(random));
    }
    measure(policy, questions, seconds);
    var rounds = measure(policy, questions, seconds);
    Arrays.sort(rounds);
    System.out.printf(
        Locale.ROOT,
        "a decision: median %.2f us, slowest of %d rounds %.2f us; aim below 50 us%n",
        rounds[ROUNDS / 2] / 1000.0,
        ROUNDS,
        rounds[ROUNDS - 1] / 1000.0);
  }

  /** Nanoseconds of one decision, in each round. */
  private static double[] measure(Policy policy, List<Question> questions, int seconds) {
    var rounds = new double[ROUNDS];
    var permits = 0L;
    for (int round = 0; round < ROUNDS; round++) {
      var decided = 0L;
      var begun = System.nanoTime();
      var end = begun + Duration.ofSeconds(seconds).toNanos() / ROUNDS;
      do {
        for (var question : questions) {
          permits += policy.decide(question).permit() ? 1 : 0;
        }
        decided += questions.size();
      } while (System.nanoTime() < end);
      rounds[round] = (double) (System.nanoTime() - begun) / decided;
    }
    System.out.println("permits " + permits);
    return rounds;
  }

  private static Question question(Random random) {
    var kind = one(random, PartnerKind.values());
    var category = one(random, DataCategory.values());
    var purpose = random.nextInt(4) == 0 ? Purpose.EMERGENCY : Purpose.CARE_COORDINATION;
    var fits = random.nextBoolean();
    return new Question(
        new Asker(
            PARTNER, kind, EnumSet.allOf(Purpose.class), PROFESSIONAL, "physician", false, purpose),
        Action.READ,
        new Circumstances(
            CHILD,
            new HashSet<>(List.of(Relation.GRANTEE, one(random, Relation.values()))),
            ReferralType.REGULAR,
            false,
            false,
            random.nextInt(8) == 0,
            random.nextBoolean()),
        category,
        Form.FULL,
        random.nextBoolean(),
        evidence(fits, category, purpose),
        NOW);
  }

  private static Evidence evidence(boolean fits, DataCategory category, Purpose purpose) {
    var pieces = new ArrayList<Evidence.Piece>();
    var from = NOW.minus(Duration.ofDays(1));
    var until = NOW.plus(Duration.ofDays(1));
    for (int at = 1; at <= 8; at++) {
      var child = fits && at == 8 ? CHILD : new UUID(2, at);
      pieces.add(
          new Evidence.Consented(
              new UUID(3, at), child, PARTNER, Set.of(category), Set.of(purpose), false, from, until));
    }
    for (int at = 1; at <= 4; at++) {
      var child = fits && at == 4 ? CHILD : new UUID(2, at);
      pieces.add(
          new Evidence.SharedSecrecy(child, PARTNER, Set.of(category), true, true, true, from, until));
    }
    for (int at = 1; at <= 2; at++) {
      var child = fits && at == 2 ? CHILD : new UUID(2, at);
      pieces.add(new Evidence.Conference(child, Set.of(PARTNER, "other"), from, until));
      pieces.add(new Evidence.BreakGlass(child, PARTNER, PROFESSIONAL, Set.of(category), from, until));
    }
    return Evidence.of(pieces);
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
