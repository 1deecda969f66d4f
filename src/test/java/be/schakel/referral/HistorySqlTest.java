package be.schakel.referral;

import static be.schakel.vocabulary.ReferralStatus.ADVICE_GIVEN;
import static be.schakel.vocabulary.ReferralStatus.CLOSED;
import static be.schakel.vocabulary.ReferralStatus.RECEIVED;
import static be.schakel.vocabulary.ReferralStatus.RETRACTED;
import static be.schakel.vocabulary.ReferralStatus.TAKEN_UP;
import static be.schakel.vocabulary.ReferralStatus.TRANSFERRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Released;
import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.vocabulary.CancellationState;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testkit.TestDatabase;

/** What a report was, as far as its reader may see it today. */
class HistorySqlTest {

  private static final When ALL =
      When.history(Optional.empty(), Optional.of(100), Optional.empty());

  @TempDir Path directory;
  private Features features;
  private Caller hospital;
  private Caller centre;
  private UUID report;
  private Runnable watching = () -> {};

  @BeforeEach
  void oneReport() throws Exception {
    features = Features.empty(directory);
    hospital = features.caller("uz", Purpose.FOLLOW_UP_OWN);
    centre = features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    report = features.submitted("uz", Reports.whole());
    passes();
  }

  private void passes() {
    watching.run();
    features.passes(Duration.ofSeconds(1));
  }

  private void moved(ReferralStatus status) {
    moved(centre, status, Optional.empty());
  }

  private void moved(Caller by, ReferralStatus status, Optional<String> to) {
    Features.released(features.moved(by, report, new StatusMove(status, Optional.empty(), to)));
    passes();
  }

  private UUID contributed(DataCategory category, String text, String... audience) {
    return contributed(category, Optional.empty(), text, audience);
  }

  private UUID contributed(
      DataCategory category, Optional<UUID> child, String text, String... audience) {
    var added =
        features.contributed(
            centre,
            report,
            new NewContribution(
                category,
                child,
                Optional.of(text),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(audience)));
    passes();
    return Features.released(added).view().id().orElseThrow();
  }

  private void developed(Optional<UUID> question) {
    var told = new NewDevelopment(question, Optional.empty(), Optional.of("…"), List.of());
    Features.released(features.developed(hospital, report, told));
    passes();
  }

  /** Shared secrecy about where the report stands, and its concern. */
  private Caller sharing() {
    features.shared(
        centre,
        report,
        Optional.empty(),
        "vk-limburg",
        DataCategory.CONCERN,
        DataCategory.CHILD_ID,
        DataCategory.STATUS,
        DataCategory.SAFETY_PLAN);
    passes();
    return features.caller("vk-limburg", Purpose.CARE_COORDINATION);
  }

  private List<ReferralView> history(Caller caller) {
    return page(caller, ALL).views();
  }

  private Released<ReferralView> page(Caller caller, When when) {
    return Features.released(features.versions(caller, report, when));
  }

  private static List<ReferralStatus> statuses(List<ReferralView> versions) {
    return versions.stream().map(each -> each.status().orElseThrow()).toList();
  }

  /** As it was shown, but for who is at the telephone at the moment. */
  private static String text(ReferralView view) {
    try {
      return Json.answer(Language.EN)
          .writeValueAsString(view)
          .replaceAll("\"staffedNow\":(true|false),?", "");
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void everyMoveIsAVersionWithTheNewestAsItIsRead() {
    moved(TAKEN_UP);
    moved(CLOSED);
    moved(TAKEN_UP);
    for (var reader : List.of(hospital, centre, sharing())) {
      var versions = history(reader);
      assertEquals(List.of(TAKEN_UP, CLOSED, TAKEN_UP, RECEIVED), statuses(versions));
      var read = Features.released(features.read(reader, report)).view();
      assertEquals(text(read), text(versions.get(0)));
      var times = versions.stream().map(each -> each.lastUpdated().orElseThrow()).toList();
      assertEquals(4, Set.copyOf(times).size());
      assertEquals(times.stream().sorted((a, b) -> b.compareTo(a)).toList(), times);
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(2, Boolean.getBoolean("schakel.long") ? 12 : 2);
  }

  /** What somebody read, and no right or correction changed since, is what its version says. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasReadIsWhatItsVersionStillSays(long seed) {
    var readers = List.of(hospital, centre, sharing());
    var read = new ArrayList<Map<OffsetDateTime, String>>();
    readers.forEach(any -> read.add(new TreeMap<>(Comparator.reverseOrder())));
    watching =
        () -> {
          for (int i = 0; i < readers.size(); i++) {
            var view = Features.released(features.read(readers.get(i), report)).view();
            read.get(i).put(view.lastUpdated().orElseThrow(), text(view));
          }
        };
    passes();
    var random = new Random(seed);
    for (int i = 0; i < 6; i++) {
      step(random);
    }
    for (int i = 0; i < readers.size(); i++) {
      var versions = history(readers.get(i));
      assertTrue(versions.size() > 2 || i > 1, "a draw that changes something");
      assertEquals(
          List.copyOf(read.get(i).values()), versions.stream().map(HistorySqlTest::text).toList());
      for (var version : versions) {
        var alone = When.from(version.lastUpdated().orElseThrow().toInstant());
        assertEquals(text(version), text(page(readers.get(i), alone).view()));
      }
    }
  }

  private void step(Random random) {
    switch (random.nextInt(6)) {
      case 0 -> contributed(DataCategory.ADVICE, "a", "uz");
      case 1 -> contributed(DataCategory.HELP_CONTENT, "h");
      case 2 -> developed(Optional.empty());
      case 3 -> questioned(random);
      default -> {
        var from = features.found("vk-antwerpen", report).orElseThrow().head().status();
        var possible =
            StatusMove.possible(from).stream()
                .filter(to -> to != TRANSFERRED && to != ADVICE_GIVEN)
                .toList();
        if (!possible.isEmpty()) {
          moved(possible.get(random.nextInt(possible.size())));
        }
      }
    }
  }

  private void questioned(Random random) {
    var status = features.found("vk-antwerpen", report).orElseThrow().head().status();
    if (!Move.waitsForAnswers(status)) {
      return;
    }
    var asked = Features.released(features.asked(centre, report, "?")).view().id();
    passes();
    if (random.nextBoolean()) {
      developed(asked);
    }
  }

  @Test
  void hiddenMovesBeginNoVersion() {
    var before = history(sharing());
    contributed(DataCategory.HELP_CONTENT, "h");
    contributed(DataCategory.ADVICE, "a", "uz");
    var asked = Features.released(features.asked(centre, report, "?")).view().id().orElseThrow();
    passes();
    Features.released(features.takenBack(centre, report, asked));
    passes();

    var limburg = features.caller("vk-limburg", Purpose.CARE_COORDINATION);
    assertEquals(
        before.stream().map(HistorySqlTest::text).toList(),
        history(limburg).stream().map(HistorySqlTest::text).toList());
    assertEquals(5, history(centre).size());
  }

  /** Whoever may not know when something changed would learn from the number of versions. */
  @Test
  void whoMayNotSeeTheStatusHasOneVersion() {
    var grantee = features.caller("az", Purpose.CARE_COORDINATION);
    var child = Features.released(features.read(hospital, report)).view().children().get(0).id();
    contributed(DataCategory.SAFETY_PLAN, child, "eerste");
    moved(TAKEN_UP);
    contributed(DataCategory.SAFETY_PLAN, child, "tweede");

    var versions = page(grantee, ALL);
    assertEquals(1, versions.views().size());
    assertEquals(Optional.empty(), versions.next());
    assertEquals("tweede", versions.views().get(0).contributions().get(0).text().orElseThrow());
    assertEquals(
        Optional.of(Code.NOT_FOUND),
        Features.refusal(
            features.versions(grantee, report, When.from(Instant.parse("2026-11-21T09:00:00Z")))));
  }

  @Test
  void whatIsTakenBackIsWithheldInEveryVersion() {
    var advice = contributed(DataCategory.ADVICE, "verkeerd", "uz");
    moved(TAKEN_UP);
    assertTrue(text(history(hospital).get(0)).contains("verkeerd"));
    Features.released(
        features.retracted(
            centre,
            report,
            advice,
            new NewRetraction(RetractionReason.WRONG_CHILD, Optional.empty())));
    passes();

    assertTrue(history(hospital).size() > 2);
    for (var version : history(hospital)) {
      assertFalse(text(version).contains("verkeerd"), text(version));
    }
  }

  @Test
  void whatIsReplacedIsWithheldWhereItWasTheNewest() {
    var limburg = sharing();
    contributed(DataCategory.SAFETY_PLAN, "eerste");
    moved(TAKEN_UP);
    contributed(DataCategory.SAFETY_PLAN, "tweede");
    moved(CLOSED);

    var plans =
        history(limburg).stream()
            .map(version -> version.contributions().stream().map(each -> each.text()).toList())
            .toList();
    assertEquals(
        List.of(
            List.of(Optional.of("tweede")),
            List.of(Optional.of("tweede")),
            List.of(),
            List.of(),
            List.of()),
        plans);
    assertEquals(
        List.of(2, 2, 1, 1, 0),
        history(centre).stream().map(each -> each.contributions().size()).toList());
  }

  @Test
  void ofARetractedReportOnlyItsStatusesAreLeft() {
    moved(TAKEN_UP);
    Features.released(
        features.retracted(
            hospital,
            report,
            new NewRetraction(RetractionReason.WRONG_CHILD, Optional.of("ander kind"))));

    var versions = history(hospital);
    assertEquals(List.of(RETRACTED, TAKEN_UP, RECEIVED), statuses(versions));
    for (var version : versions) {
      assertEquals(Optional.empty(), version.facts());
      assertEquals(version == versions.get(0), version.retraction().isPresent());
    }
  }

  @Test
  void formerCentreHasNoVersionAndTheNewOneAll() {
    moved(TAKEN_UP);
    moved(centre, TRANSFERRED, Optional.of("vk-brussel"));

    assertEquals(
        Optional.of(Code.NOT_FOUND), Features.refusal(features.versions(centre, report, ALL)));
    var brussel = features.caller("vk-brussel", Purpose.CASE_MANAGEMENT);
    var versions = history(brussel);
    assertEquals(List.of(TRANSFERRED, TAKEN_UP, RECEIVED), statuses(versions));
    assertEquals(
        List.of("vk-brussel", "vk-antwerpen", "vk-antwerpen"),
        versions.stream().map(each -> each.vk().orElseThrow().code().orElseThrow()).toList());
  }

  /** To see it taken up and then received would be to see it transferred (H8). */
  @Test
  void whereAnAddressIsSecretNothingIsLeftOfWhatWasBeforeATransfer() {
    report = features.submitted("uz", Reports.whole().with("/children/0/secretAddress", "true"));
    passes();
    moved(TAKEN_UP);
    assertEquals(List.of(TAKEN_UP, RECEIVED), statuses(history(hospital)));
    moved(centre, TRANSFERRED, Optional.of("vk-brussel"));
    assertEquals(List.of(RECEIVED), statuses(history(hospital)));

    var brussel = features.caller("vk-brussel", Purpose.CASE_MANAGEMENT);
    moved(brussel, RECEIVED, Optional.empty());
    moved(brussel, TAKEN_UP, Optional.empty());
    assertEquals(List.of(TAKEN_UP, RECEIVED), statuses(history(hospital)));
    assertEquals(5, history(brussel).size());
  }

  @Test
  void pagesFollowOneAnotherAndGoBackAsFarAsIsAsked() {
    moved(TAKEN_UP);
    moved(CLOSED);
    var all = history(hospital);
    var paged = new ArrayList<ReferralView>();
    var cursor = Optional.<String>empty();
    do {
      var page = page(hospital, When.history(Optional.empty(), Optional.of(1), cursor));
      assertEquals(1, page.views().size());
      paged.addAll(page.views());
      cursor = features.after(page);
    } while (cursor.isPresent());
    assertEquals(all, paged);

    var since = all.get(1).lastUpdated();
    var later = page(hospital, When.history(since, Optional.empty(), Optional.empty()));
    assertEquals(all.subList(0, 2), later.views());

    var ever = Optional.of(OffsetDateTime.parse("2027-01-01T00:00:00Z"));
    var none = When.history(ever, Optional.empty(), Optional.empty());
    assertEquals(List.of(), page(hospital, none).views());
    assertTrue(page(hospital, none).isPage());
    var stranger = features.caller("clb", Purpose.FOLLOW_UP_OWN);
    assertEquals(
        Optional.of(Code.NOT_FOUND), Features.refusal(features.versions(stranger, report, none)));
    var forNothing = features.caller("uz", Purpose.SUBMIT);
    assertTrue(Features.refusal(features.versions(forNothing, report, none)).isPresent());
  }

  @Test
  void requestToStopHasTwoVersionsOnceItIsDecided() {
    moved(TAKEN_UP);
    Features.released(features.cancelled(hospital, report, "vergist"));
    passes();
    developed(Optional.empty());
    var request =
        Features.released(features.read(hospital, report))
            .view()
            .cancellations()
            .get(0)
            .id()
            .orElseThrow();
    Features.released(
        features.decided(
            centre, report, request, new CancellationDecision(false, Optional.of("loopt"))));
    passes();
    developed(Optional.empty());

    var versions =
        Features.released(features.versions(hospital, ReferralPart.cancellation(request), ALL))
            .views()
            .stream()
            .map(each -> each.cancellations().get(0).state().orElseThrow())
            .toList();
    assertEquals(List.of(CancellationState.REFUSED, CancellationState.REQUESTED), versions);
  }

  @Test
  void everyVersionIsOnRecord() {
    moved(TAKEN_UP);
    var before = entries();
    var flag = "VERSION:" + Instant.parse("2026-11-21T09:00:00Z").toEpochMilli();
    var flagged = entries(flag);
    history(hospital);
    assertEquals(before + 4, entries(), "two versions about two children");
    assertEquals(flagged + 2, entries(flag));
    assertEquals(
        Optional.of(Code.NOT_FOUND),
        Features.refusal(
            features.versions(hospital, report, When.from(Instant.parse("2026-11-21T08:00:00Z")))));
    assertEquals(before + 5, entries());
  }

  private long entries(String flag) {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from ledger_entry where entry like :flag")
                    .bind("flag", "%\"" + flag + "\"%")
                    .mapTo(Long.class)
                    .one());
  }

  private long entries() {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle.createQuery("select count(*) from ledger_entry").mapTo(Long.class).one());
  }
}
