package be.schakel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Random questions, the same ones every time: two evaluations agree, and none throws. */
class RandomQuestionsTest {

  private static final int QUESTIONS = 100_000;
  private static final String[] ROLES = {
    "physician",
    "nurse",
    "social-worker",
    "",
    "PHYSICIAN",
    "admin",
    "1712-worker",
    "chat-responder",
    "psychologist",
    "parent-counsellor",
    "trust-physician",
    "criminologist",
    "coordinator"
  };
  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @Test
  void secondEvaluationAgreesOnEveryQuestion() {
    var random = new Random(20261121);
    var permitted = new EnumMap<DataCategory, Integer>(DataCategory.class);
    for (int at = 0; at < QUESTIONS; at++) {
      var question = question(random);
      var decision = POLICY.decide(question);
      assertEquals(
          SecondOpinion.permits(question), decision.permit(), () -> decision + " " + question);
      wellFormed(question, decision);
      if (decision.permit()) {
        permitted.merge(question.category(), 1, Integer::sum);
      }
    }
    // A comparison that never meets a permit would prove nothing.
    assertTrue(
        permitted.values().stream().mapToInt(count -> count).sum() > QUESTIONS / 50,
        permitted::toString);
    assertEquals(EnumSet.allOf(DataCategory.class), permitted.keySet());
  }

  @Test
  void everyRuleAndReasonIsMet() {
    var random = new Random(7);
    Map<String, Integer> rules = new TreeMap<>();
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (int at = 0; at < QUESTIONS; at++) {
      var decision = POLICY.decide(question(random));
      rules.merge(decision.rule(), 1, Integer::sum);
      reasons.addAll(decision.reasons());
    }
    assertTrue(
        rules
            .keySet()
            .containsAll(
                List.of(
                    "H1",
                    "H2",
                    "H4",
                    "H5",
                    "H6",
                    "H7",
                    "H8",
                    "MATRIX-A",
                    "MATRIX-O",
                    "MATRIX-C",
                    "MATRIX-G1",
                    "MATRIX-G4",
                    "MATRIX-R",
                    "MATRIX-J",
                    "MATRIX-W",
                    "MATRIX-B",
                    "MATRIX-T",
                    "MATRIX-X",
                    "OWN-RECEIPT",
                    "G9",
                    "DENY-TEAM",
                    "DENY-PURPOSE",
                    "DENY-NORELATION",
                    "DENY-AUTHN",
                    "DENY-RETRACTED",
                    "DENY-ROLE")),
        rules::toString);
    var unreachable = EnumSet.of(Reason.SUBJECT_ACCESS_BY_VK);
    assertEquals(EnumSet.complementOf(unreachable), reasons);
  }

  @Test
  void orderOfEvidenceChangesNothing() {
    var random = new Random(11);
    for (int at = 0; at < QUESTIONS / 10; at++) {
      var question = question(random);
      var consents = new ArrayList<>(question.evidence().consents());
      Collections.reverse(consents);
      var e = question.evidence();
      var turned =
          new Question(
              question.asker(),
              question.action(),
              question.about(),
              question.category(),
              question.form(),
              question.own(),
              new Evidence(
                  consents,
                  e.sharedSecrecy(),
                  e.mandates(),
                  e.conferences(),
                  e.parketReports(),
                  e.writtenRequests(),
                  e.engagements(),
                  e.breakGlass()),
              question.at());
      assertEquals(POLICY.decide(question), POLICY.decide(turned));
    }
  }

  private static void wellFormed(Question question, Decision decision) {
    assertEquals(POLICY.version(), decision.policyVersion());
    assertEquals(decision.permit(), decision.reasons().isEmpty());
    if (!decision.permit()) {
      assertTrue(decision.ground().isEmpty() && decision.consent().isEmpty());
      assertTrue(decision.obligations().isEmpty());
    }
    var owner =
        question.asker().kind() == PartnerKind.VK
            && (question.about().routingRequired()
                || question.about().relations().contains(Relation.OWNER));
    assertEquals(
        !owner && question.about().relations().isEmpty(), decision.hidden(), decision::toString);
    if (decision.permit() && !owner) {
      assertTrue(decision.ground().isPresent(), decision::toString);
      assertEquals(
          question.about().secretAddress(),
          decision.obligations().contains(Obligation.NEUTRAL_CONTACT));
    }
    if (decision.permit() && owner) {
      assertFalse(decision.obligations().contains(Obligation.NEUTRAL_CONTACT));
    }
  }

  private static Question question(Random random) {
    var category = one(random, DataCategory.values());
    var kind = one(random, PartnerKind.values());
    var relations = new HashSet<>(some(random, Relation.values(), 2));
    if (random.nextInt(3) > 0) {
      relations.add(likelyRelation(random, kind));
    }
    var asking =
        Asking.a(kind, category)
            .as(relations)
            .purpose(likely(random, kind))
            .action(random.nextInt(8) == 0 ? Action.SUBMIT : Action.READ)
            .role(one(random, ROLES))
            .unattended(random.nextInt(10) == 0)
            .type(one(random, ReferralType.REGULAR, ReferralType.MANO, ReferralType.NPIE))
            .retracted(random.nextInt(8) == 0)
            .routingRequired(random.nextInt(8) == 0)
            .secretAddress(random.nextInt(3) == 0)
            .reporterProtected(random.nextBoolean())
            .outsideTeam(random.nextInt(8) == 0)
            .professional(random.nextInt(8) == 0 ? "" : Asking.PROFESSIONAL)
            .form(one(random, Form.values()))
            .own(random.nextBoolean());
    if (random.nextInt(10) == 0) {
      asking.registeredFor(one(random, Purpose.values()));
    }
    for (int at = random.nextInt(4); at > 0; at--) {
      asking.with(
          new Evidence.Consented(
              new UUID(random.nextLong(), random.nextLong()),
              child(random),
              partner(random),
              categories(random, category),
              some(random, Purpose.values(), 9),
              random.nextBoolean(),
              moment(random, -1),
              moment(random, 1)));
    }
    if (random.nextInt(2) == 0) {
      asking.with(
          new Evidence.SharedSecrecy(
              child(random),
              partner(random),
              categories(random, category),
              random.nextInt(5) > 0,
              random.nextInt(5) > 0,
              random.nextInt(5) > 0,
              moment(random, -1),
              moment(random, 1)));
    }
    return withTheRest(random, asking, category).question();
  }

  private static Asking withTheRest(Random random, Asking asking, DataCategory category) {
    if (random.nextBoolean()) {
      asking.with(new Evidence.Mandate(child(random), moment(random, -1), moment(random, 1)));
    }
    if (random.nextBoolean()) {
      asking.with(
          new Evidence.Conference(
              child(random), Set.of(partner(random)), moment(random, -1), moment(random, 1)));
    }
    if (random.nextBoolean()) {
      asking.with(
          new Evidence.ParketReport(
              child(random), partner(random), categories(random, category), moment(random, -1)));
    }
    if (random.nextBoolean()) {
      asking.with(new Evidence.WrittenRequest(child(random), partner(random), moment(random, -1)));
    }
    if (random.nextBoolean()) {
      asking.with(
          new Evidence.Engagement("e", partner(random), moment(random, -1), moment(random, 1)));
    }
    if (random.nextBoolean()) {
      asking.with(
          new Evidence.BreakGlass(
              child(random),
              partner(random),
              random.nextInt(8) == 0 ? "" : Asking.PROFESSIONAL,
              categories(random, category),
              moment(random, -1),
              moment(random, 1)));
    }
    return asking;
  }

  /** Mostly what opens something, so that permits are met often. */
  private static Purpose likely(Random random, PartnerKind kind) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> one(random, Purpose.values());
      case 2, 3 -> one(random, Purpose.CASE_CONFERENCE, Purpose.AUDIT, Purpose.EMERGENCY);
      case 4, 5, 6 ->
          kind == PartnerKind.VK
              ? Purpose.CASE_MANAGEMENT
              : one(random, Purpose.FOLLOW_UP_OWN, Purpose.JUDICIAL_PROTECTION);
      default -> one(random, Purpose.FOLLOW_UP_OWN, Purpose.CARE_COORDINATION);
    };
  }

  private static Relation likelyRelation(Random random, PartnerKind kind) {
    return switch (kind) {
      case VK -> Relation.OWNER;
      case AUDITOR -> Relation.AUDIT_SCOPE;
      case VEILIG_HUIS -> Relation.CONFERENCE;
      case PARKET -> one(random, Relation.PARKET_ADDRESSEE, Relation.REPORTER);
      default -> Relation.REPORTER;
    };
  }

  private static UUID child(Random random) {
    return random.nextInt(8) == 0 ? Asking.SIBLING : Asking.CHILD;
  }

  private static String partner(Random random) {
    return random.nextInt(8) == 0 ? "other" : Asking.PARTNER;
  }

  private static Set<DataCategory> categories(Random random, DataCategory asked) {
    var categories = new HashSet<>(some(random, DataCategory.values(), 5));
    if (random.nextBoolean()) {
      categories.add(asked);
    }
    return categories;
  }

  /** Before or after the question as a rule, at its very moment or on the wrong side at times. */
  private static Instant moment(Random random, int side) {
    var far = random.nextInt(10);
    return Asking.NOW.plusSeconds((far == 0 ? -side : far == 1 ? 0 : side) * 86_400L);
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static <T> Set<T> some(Random random, T[] values, int most) {
    var some = new HashSet<T>();
    for (int at = random.nextInt(most + 1); at > 0; at--) {
      some.add(values[random.nextInt(values.length)]);
    }
    return some;
  }
}
