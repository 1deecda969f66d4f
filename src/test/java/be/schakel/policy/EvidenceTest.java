package be.schakel.policy;

import static be.schakel.policy.Asking.a;
import static be.schakel.policy.Asking.ago;
import static be.schakel.policy.Asking.ahead;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every piece of evidence is for its child, its partner and its time, and for nobody else's. */
class EvidenceTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());
  private static final UUID CHILD = Asking.CHILD;
  private static final UUID SIBLING = Asking.SIBLING;
  private static final String ME = Asking.PARTNER;
  private static final Set<DataCategory> CONCERN = Set.of(DataCategory.CONCERN);

  /** Evidence that must not do, by what is wrong with it, and one that must. */
  private record Sort(
      Supplier<Asking> asked, Consumer<Asking> good, Map<String, Consumer<Asking>> wrong) {}

  @TestFactory
  Stream<DynamicTest> evidence() {
    return Stream.of(
            List.<Object>of("shared secrecy", sharedSecrecy()),
            List.<Object>of("mandate", mandate()),
            List.<Object>of("conference", conference()),
            List.<Object>of("report", report()),
            List.<Object>of("request", request()),
            List.<Object>of("engagement", engagement()))
        .flatMap(
            named -> {
              var sort = (Sort) named.get(1);
              return Stream.concat(
                  Stream.of(dynamicTest(named.get(0) + " good", () -> decides(sort, null))),
                  sort.wrong().keySet().stream()
                      .map(why -> dynamicTest(named.get(0) + " " + why, () -> decides(sort, why))));
            });
  }

  @Test
  void piecesOfEverySortStandTogether() {
    var pieces =
        List.of(
            Asking.consent(DataCategory.CONCERN, Purpose.CONSULT, false),
            Asking.sharedSecrecy(DataCategory.CONCERN),
            Asking.mandate(),
            Asking.conference(),
            Asking.report(DataCategory.CONCERN),
            Asking.request(),
            Asking.engagement(),
            Asking.window());
    var evidence = Evidence.of(pieces);
    assertEquals(
        pieces,
        Stream.of(
                evidence.consents(),
                evidence.sharedSecrecy(),
                evidence.mandates(),
                evidence.conferences(),
                evidence.parketReports(),
                evidence.writtenRequests(),
                evidence.engagements(),
                evidence.breakGlass())
            .flatMap(List::stream)
            .toList());
    assertEquals(Evidence.NONE, Evidence.of(List.of()));
    var consent = Asking.consent(DataCategory.CONCERN, Purpose.CONSULT, false);
    assertEquals(
        Evidence.of(List.of(consent, Asking.engagement())),
        Evidence.of(List.of(consent), List.of(Asking.engagement())));
  }

  @Test
  void circumstancesChangeInOnePlace() {
    var about =
        new Circumstances(
            CHILD, Set.of(Relation.OWNER), ReferralType.MANO, true, true, false, true);
    assertEquals(
        new Circumstances(
            CHILD, Set.of(Relation.OWNER), ReferralType.MANO, true, true, true, true, false),
        about.withSecretAddress(true));
    assertEquals(
        new Circumstances(
            CHILD, Set.of(Relation.OWNER), ReferralType.MANO, true, true, false, true, true),
        about.withOutsideTeam(true));
  }

  private static void decides(Sort sort, String wrong) {
    var asked = sort.asked().get();
    (wrong == null ? sort.good() : sort.wrong().get(wrong)).accept(asked);
    var decision = POLICY.decide(asked.question());
    assertEquals(wrong == null, decision.permit(), decision::toString);
    assertTrue(decision.permit() || !decision.hidden());
  }

  private static Sort sharedSecrecy() {
    var wrong = new TreeMap<String, Consumer<Asking>>();
    wrong.put("sibling", it -> it.with(shared(SIBLING, ME, CONCERN, ago(1), ahead(1))));
    wrong.put("partner", it -> it.with(shared(CHILD, "other", CONCERN, ago(1), ahead(1))));
    wrong.put("category", it -> it.with(shared(CHILD, ME, Set.of(), ago(1), ahead(1))));
    wrong.put("early", it -> it.with(shared(CHILD, ME, CONCERN, ahead(1), ahead(2))));
    wrong.put("late", it -> it.with(shared(CHILD, ME, CONCERN, ago(1), Asking.NOW)));
    return new Sort(
        () ->
            a(PartnerKind.OCJ, DataCategory.CONCERN)
                .as(Relation.GRANTEE)
                .purpose(Purpose.CARE_COORDINATION),
        it -> it.with(shared(CHILD, ME, CONCERN, Asking.NOW, ahead(1))),
        wrong);
  }

  private static Evidence.SharedSecrecy shared(
      UUID child, String partner, Set<DataCategory> categories, Instant from, Instant until) {
    return new Evidence.SharedSecrecy(child, partner, categories, true, true, true, from, until);
  }

  private static Sort mandate() {
    var wrong = new TreeMap<String, Consumer<Asking>>();
    wrong.put("sibling", it -> it.with(new Evidence.Mandate(SIBLING, ago(1), ahead(1))));
    wrong.put("early", it -> it.with(new Evidence.Mandate(CHILD, ahead(1), ahead(2))));
    wrong.put("late", it -> it.with(new Evidence.Mandate(CHILD, ago(1), Asking.NOW)));
    return new Sort(
        () -> a(PartnerKind.PARKET, DataCategory.PLACEMENT).as(Relation.REPORTER).form(Form.BASIC),
        it -> it.with(new Evidence.Mandate(CHILD, Asking.NOW, ahead(1))),
        wrong);
  }

  private static Sort conference() {
    var mine = Set.of(ME);
    var wrong = new TreeMap<String, Consumer<Asking>>();
    wrong.put("sibling", it -> it.with(conference(SIBLING, mine, ago(1), ahead(1))));
    wrong.put("absent", it -> it.with(conference(CHILD, Set.of("other"), ago(1), ahead(1))));
    wrong.put("early", it -> it.with(conference(CHILD, mine, ahead(1), ahead(2))));
    wrong.put("late", it -> it.with(conference(CHILD, mine, ago(1), Asking.NOW)));
    return new Sort(
        () ->
            a(PartnerKind.VEILIG_HUIS, DataCategory.CONCERN)
                .as(Relation.CONFERENCE)
                .purpose(Purpose.CASE_CONFERENCE),
        it -> it.with(conference(CHILD, mine, Asking.NOW, ahead(1))),
        wrong);
  }

  private static Evidence.Conference conference(
      UUID child, Set<String> participants, Instant from, Instant until) {
    return new Evidence.Conference(child, participants, from, until);
  }

  private static Sort report() {
    var address = Set.of(DataCategory.ADDRESS);
    var wrong = new TreeMap<String, Consumer<Asking>>();
    wrong.put("sibling", it -> it.with(new Evidence.ParketReport(SIBLING, ME, address, ago(1))));
    wrong.put("partner", it -> it.with(new Evidence.ParketReport(CHILD, "other", address, ago(1))));
    wrong.put("category", it -> it.with(new Evidence.ParketReport(CHILD, ME, CONCERN, ago(1))));
    wrong.put("early", it -> it.with(new Evidence.ParketReport(CHILD, ME, address, ahead(1))));
    return new Sort(
        () ->
            a(PartnerKind.PARKET, DataCategory.ADDRESS)
                .as(Relation.PARKET_ADDRESSEE)
                .purpose(Purpose.JUDICIAL_PROTECTION),
        it -> it.with(new Evidence.ParketReport(CHILD, ME, address, Asking.NOW)),
        wrong);
  }

  private static Sort request() {
    var wrong = new TreeMap<String, Consumer<Asking>>();
    wrong.put("sibling", it -> it.with(new Evidence.WrittenRequest(SIBLING, ME, ago(1))));
    wrong.put("partner", it -> it.with(new Evidence.WrittenRequest(CHILD, "other", ago(1))));
    wrong.put("early", it -> it.with(new Evidence.WrittenRequest(CHILD, ME, ahead(1))));
    return new Sort(
        () ->
            a(PartnerKind.PARKET, DataCategory.ADDRESS)
                .as(Relation.GRANTEE)
                .form(Form.BASIC)
                .purpose(Purpose.JUDICIAL_PROTECTION),
        it -> it.with(new Evidence.WrittenRequest(CHILD, ME, Asking.NOW)),
        wrong);
  }

  private static Sort engagement() {
    var wrong = new TreeMap<String, Consumer<Asking>>();
    wrong.put("partner", it -> it.with(new Evidence.Engagement("e", "other", ago(1), ahead(1))));
    wrong.put("early", it -> it.with(new Evidence.Engagement("e", ME, ahead(1), ahead(2))));
    wrong.put("late", it -> it.with(new Evidence.Engagement("e", ME, ago(1), Asking.NOW)));
    return new Sort(
        () ->
            a(PartnerKind.AUDITOR, DataCategory.DISCLOSURE_LOG)
                .as(Relation.AUDIT_SCOPE)
                .purpose(Purpose.AUDIT),
        it -> it.with(new Evidence.Engagement("e", ME, Asking.NOW, ahead(1))),
        wrong);
  }
}
