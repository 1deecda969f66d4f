package be.schakel.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.Fact;
import be.schakel.consent.TestPolicies;
import be.schakel.consent.TestRecords;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Refused;
import be.schakel.disclosure.Released;
import be.schakel.medical.TestDocuments;
import be.schakel.outbox.Event;
import be.schakel.outbox.TestOutbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Professional;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.NotToBeTold;
import be.schakel.referral.TestCaseFiles;
import be.schakel.vocabulary.BreakGlassReason;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReviewVerdict;
import be.schakel.vocabulary.Uuid7;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** Break-glass through its hours, days and months. */
class BreakGlassSqlTest {

  private static final String VK = "vk-antwerpen";

  /** A Monday: a review is due by the end of Wednesday, at last by the end of the next Monday. */
  private static final String OPENED = "2026-11-23T10:00:00Z";

  private static final Duration TO_THE_LIMIT = Duration.ofDays(7).plusHours(13);

  private static long last = 160_701_000L;

  @TempDir Path directory;

  private final Windows windows = new Windows();
  private final BreakGlass breakGlass = new BreakGlass();
  private final BreakGlassReviews reviews = new BreakGlassReviews();
  private final BreakGlassReminders reminders = new BreakGlassReminders();
  private final DutyLists dutyLists = new DutyLists();
  private TestCaseFiles reports;
  private String insz;
  private UUID report;

  @BeforeEach
  void open() throws Exception {
    reports =
        TestCaseFiles.at(directory, OPENED, TestPolicies.whereTheFlagTakes("CHILD", "BE_TOLD"));
    var records = TestRecords.on(reports.db(), reports.keys());
    var outbox = TestOutbox.on(reports.db());
    windows.db = reports.db();

    dutyLists.rows = new DutyListRows();
    dutyLists.rows.db = reports.db();
    dutyLists.outbox = outbox;
    dutyLists.clock = reports.clock();

    breakGlass.windows = windows;
    breakGlass.dutyLists = dutyLists.rows;
    breakGlass.files = reports.files();
    breakGlass.records = records;
    breakGlass.documents = TestDocuments.on(reports.db(), reports.keys());
    breakGlass.outbox = outbox;
    breakGlass.gate = reports.gate();
    breakGlass.policies = TestPolicies.shipped();
    breakGlass.keys = reports.keys();
    breakGlass.clock = reports.clock();

    reviews.windows = windows;
    reviews.contents = new WindowContents();
    reviews.contents.windows = windows;
    reviews.contents.files = reports.files();
    reviews.contents.keys = reports.keys();
    reviews.files = reports.files();
    reviews.records = records;
    reviews.registries = reports.registries();
    reviews.outbox = outbox;
    reviews.gate = reports.gate();
    reviews.policies = TestPolicies.shipped();
    reviews.clock = reports.clock();

    reminders.windows = windows;
    reminders.outbox = outbox;

    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate duty_list_test cascade"));
    insz = nextInsz();
    report = reports.submitted("uz", insz);
  }

  /** A number of somebody born on 1 July 2016, not used before. */
  private static String nextInsz() {
    last++;
    return "%09d%02d".formatted(last, 97 - (2_000_000_000L + last) % 97);
  }

  private Caller person(String partner, String id, Purpose purpose) {
    var caller = reports.caller(partner, purpose);
    return new Caller(
        caller.partner(),
        new Professional(id, "Persoon", "physician"),
        purpose,
        caller.scopes(),
        caller.tokenId(),
        caller.trace());
  }

  private Caller physician(String id) {
    return person("az", id, Purpose.EMERGENCY);
  }

  private Caller centre() {
    return reports.caller(VK, Purpose.CASE_MANAGEMENT);
  }

  private NewBreakGlass asked(String narrative) {
    return new NewBreakGlass(
        Optional.of(
            new SoughtChild(
                Optional.of(insz), Optional.empty(), Optional.empty(), Optional.empty())),
        Optional.empty(),
        BreakGlassReason.IMMINENT_DANGER_LIFE,
        narrative,
        Optional.of("2000"));
  }

  private Outcome<WindowView> ask(Caller who) {
    return reports.commit(() -> breakGlass.open(who, asked("x".repeat(30))));
  }

  private WindowView opened(Caller who) {
    return ((Released<WindowView>) ask(who)).view();
  }

  private void tested() {
    var test = reports.commit(() -> dutyLists.test(centre()));
    reports.commit(() -> dutyLists.acknowledge(centre(), test.id()));
  }

  private boolean reads(Caller who) {
    return reports.read(who, report) instanceof Released;
  }

  private BreakGlassView review(UUID id, ReviewVerdict verdict, Optional<String> postponed) {
    var given = new NewReview(verdict, "…", new NewReview.SubjectTold(false, postponed));
    var outcome = reports.commit(() -> reviews.review(centre(), id, given));
    return ((Released<BreakGlassView>) outcome).view();
  }

  /** Who was told what of a window, oldest first. */
  private List<String> told(UUID id) {
    return reports
        .db()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind || ' ' || recipient from outbox_event"
                            + " where payload ->> 'breakGlass' = :id order by id, recipient")
                    .bind("id", id.toString())
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void answerShowsWhatTheWindowOpensAndNoMore() {
    tested();

    var found = opened(physician("10000000121"));

    var report = found.referrals().get(0);
    assertEquals(Optional.of(this.report), report.id());
    assertEquals(1, report.children().size());
    assertTrue(report.vk().orElseThrow().phone().isPresent());
    assertEquals(Optional.empty(), report.vk().orElseThrow().code());
    assertEquals(report.vk(), found.contact());
  }

  /** A window that opens nothing any more says nothing of what it opened. */
  @Test
  void renewalOfAWindowOverWhatWasTakenBackNamesNoReport() {
    tested();
    var who = physician("10000000122");
    var id = opened(who).id().orElseThrow();
    reports.retract(reports.caller("uz", Purpose.FOLLOW_UP_OWN), report);

    var renewed = (Released<WindowView>) reports.commit(() -> breakGlass.renew(who, id));

    assertEquals(List.of(), renewed.view().referrals());
    assertTrue(renewed.view().until().isPresent());
    assertTrue(renewed.view().contact().isPresent());
  }

  @Test
  void windowIsOpenForFourHoursAndForFourMoreOnceRenewed() {
    tested();
    var who = physician("10000000101");
    var id = opened(who).id().orElseThrow();
    var unrenewed = physician("10000000102");
    opened(unrenewed);

    reports.passes(Duration.ofHours(4).minusMillis(1));
    assertTrue(reads(who));
    assertTrue(reads(unrenewed));
    reports.commit(() -> breakGlass.renew(who, id));
    reports.passes(Duration.ofMillis(1));
    assertTrue(reads(who));
    assertFalse(reads(unrenewed));

    assertEquals(
        Code.BREAK_GLASS_RENEWED,
        code(() -> breakGlass.renew(who, id)),
        "once, and no more than once");
    reports.passes(Duration.ofHours(4).minusMillis(1));
    assertTrue(reads(who));
    reports.passes(Duration.ofMillis(1));
    assertFalse(reads(who));
    assertEquals(Code.BREAK_GLASS_OVER, code(() -> breakGlass.renew(who, id)));
  }

  private Code code(Callable<?> work) {
    var problem = assertThrows(SchakelProblem.class, () -> reports.commit(work));
    return problem.issues().stream().findFirst().map(Issue::code).orElse(problem.code());
  }

  @Test
  void dutyListAndOfficerAreToldWhenItIsOpenedAndWhenItIsRenewed() {
    tested();
    var who = physician("10000000103");
    var id = opened(who).id().orElseThrow();
    var once =
        List.of("BREAK_GLASS_OPENED " + Event.DPO, "BREAK_GLASS_OPENED " + Event.dutyList(VK));
    assertEquals(once, told(id).stream().sorted().toList());
    reports.commit(() -> breakGlass.renew(who, id));
    assertEquals(4, told(id).size());
    assertEquals(once, told(id).subList(2, 4).stream().sorted().toList());
  }

  /** Asked is not tested: somebody on duty has to answer. Both are told in any case. */
  @Test
  void centreOpensNothingUntilSomebodyOnDutyAnsweredATest() {
    reports.commit(() -> dutyLists.test(reports.caller("vk-limburg", Purpose.CASE_MANAGEMENT)));
    var test = reports.commit(() -> dutyLists.test(centre()));
    var who = physician("10000000104");

    var closed = opened(who);
    assertEquals(List.of(), closed.referrals());
    assertFalse(reads(who));
    assertEquals(2, told(closed.id().orElseThrow()).size());

    reports.commit(() -> dutyLists.acknowledge(centre(), test.id()));
    assertEquals(1, opened(who).referrals().size());
    assertTrue(reads(who));
  }

  @Test
  void thirtyCharactersAreEnoughAndOneLessIsNot() {
    tested();
    var who = physician("10000000105");
    assertEquals(Code.TOO_SHORT, code(() -> breakGlass.open(who, asked("x".repeat(29)))));
    assertEquals(
        Code.TOO_SHORT, code(() -> breakGlass.open(who, asked(" " + "x".repeat(29) + " "))));
    assertTrue(ask(who) instanceof Released);
  }

  @Test
  void overdueReviewSuspendsWhoOpenedItFromItsLastDayOn() {
    tested();
    var who = physician("10000000106");
    var id = opened(who).id().orElseThrow();

    reports.passes(TO_THE_LIMIT.minusMillis(1));
    assertTrue(ask(who) instanceof Released);
    reports.passes(Duration.ofMillis(1));
    assertEquals(Optional.of(Code.BREAK_GLASS_SUSPENDED), refusal(ask(who)));
    assertTrue(ask(physician("10000000107")) instanceof Released, "a colleague is not");

    review(id, ReviewVerdict.FOLLOW_UP, Optional.empty());
    assertTrue(ask(who) instanceof Released);
  }

  @Test
  void unjustifiedUseSuspendsAtOnceAndClosesTheWindow() {
    tested();
    var who = physician("10000000108");
    var id = opened(who).id().orElseThrow();
    assertTrue(reads(who));

    review(id, ReviewVerdict.UNJUSTIFIED, Optional.empty());

    assertFalse(reads(who));
    assertEquals(Optional.of(Code.BREAK_GLASS_SUSPENDED), refusal(ask(who)));
    assertEquals(
        Optional.of(Code.BREAK_GLASS_SUSPENDED),
        refusal(reports.commit(() -> breakGlass.renew(who, id))));
  }

  private static Optional<Code> refusal(Outcome<?> outcome) {
    return outcome instanceof Refused<?> refused ? Optional.of(refused.code()) : Optional.empty();
  }

  @Test
  void untoldPersonIsToldAfterTheReview() {
    tested();
    var id = opened(physician("10000000109")).id().orElseThrow();
    review(id, ReviewVerdict.JUSTIFIED, Optional.empty());
    assertTrue(told(id).contains("SUBJECT_TO_BE_TOLD " + VK));
  }

  @Test
  void whoTellsTheFamilyLearnsWhomTheFlagLeavesOut() {
    tested();
    var id = opened(physician("10000000112")).id().orElseThrow();
    var centre = centre();
    var now = reports.clock().instant();
    var file = reports.files().find(centre, report, now).orElseThrow();
    var child = file.child("c1").orElseThrow();
    reports.commit(
        () -> {
          var fact = new Fact(child, 1, Fact.Kind.ALLEGED_PERPETRATOR, "true");
          var row = Uuid7.at(now);
          var sealed = file.seal(child, row, "x");
          reviews.records.add(row, report, fact, Optional.empty(), centre, sealed, now);
          return row;
        });

    var reviewed = review(id, ReviewVerdict.JUSTIFIED, Optional.empty());

    assertEquals(
        List.of(new NotToBeTold(Optional.of(child), Optional.of("p1"))), reviewed.notToBeTold());
  }

  /** With its reason on record, and looked at again after three months. */
  @Test
  void postponedTellingComesBackAfterThreeMonths() {
    tested();
    var id = opened(physician("10000000110")).id().orElseThrow();
    var reviewed = review(id, ReviewVerdict.JUSTIFIED, Optional.of("Gevaar voor het kind."));
    assertEquals(
        Optional.of("Gevaar voor het kind."),
        reviewed.review().flatMap(BreakGlassView.Review::postponedReason));
    assertFalse(told(id).contains("SUBJECT_TO_BE_TOLD " + VK));

    // From 23 November to the end of 22 February
    reports.passes(Duration.ofDays(91).plusHours(12));
    reports.commit(() -> reminders.tell(reports.clock().instant()));
    assertFalse(told(id).contains("SUBJECT_TO_BE_TOLD " + VK));
    reports.passes(Duration.ofHours(1));
    reports.commit(() -> reminders.tell(reports.clock().instant()));
    assertTrue(told(id).contains("SUBJECT_TO_BE_TOLD " + VK));
  }

  /** The review is about an act, and the act stays when the child is erased. */
  @Test
  void useIsReviewedAlsoWhenTheChildIsErased() {
    tested();
    var id = opened(physician("10000000111")).id().orElseThrow();
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute("update child set wrapped_key = null where referral = ?", report));

    var reviewed = review(id, ReviewVerdict.JUSTIFIED, Optional.empty());

    assertEquals(Optional.empty(), reviewed.narrative(), "erased with the child");
    assertEquals(Optional.of("…"), reviewed.review().flatMap(BreakGlassView.Review::text));
  }

  @Test
  void nobodyReviewsWhatIsNotThere() {
    var given =
        new NewReview(
            ReviewVerdict.JUSTIFIED, "…", new NewReview.SubjectTold(true, Optional.empty()));
    var none = Uuid7.at(reports.clock().instant());
    assertEquals(
        Optional.of(Code.NOT_FOUND),
        refusal(reports.commit(() -> reviews.review(centre(), none, given))));
  }
}
