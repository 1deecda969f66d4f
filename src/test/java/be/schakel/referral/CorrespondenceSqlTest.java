package be.schakel.referral;

import static be.schakel.vocabulary.ReferralStatus.RECEIVED;
import static be.schakel.vocabulary.ReferralStatus.RETRACTED;
import static be.schakel.vocabulary.ReferralStatus.TAKEN_UP;
import static be.schakel.vocabulary.ReferralStatus.TRANSFERRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.CancellationState;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import testkit.TestDatabase;

/** What centre and submitter ask each other about a report, between the two of them. */
class CorrespondenceSqlTest {

  private static final String QUESTION = "Bij welke school is het kind ingeschreven?";
  private static final String ANSWER = "Dat weten wij niet.";

  @TempDir Path directory;
  private Features features;
  private Caller hospital;
  private Caller centre;
  private UUID report;

  @BeforeEach
  void oneReport() throws Exception {
    features = Features.empty(directory);
    hospital = features.caller("uz", Purpose.FOLLOW_UP_OWN);
    centre = features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    report = features.submitted("uz", Reports.whole());
    opened("vk-limburg");
    features.passes(Duration.ofMinutes(1));
  }

  /** Shared secrecy about the concern and all that may be said with it. */
  private void opened(String grantee) {
    features.shared(
        centre,
        report,
        Optional.empty(),
        grantee,
        DataCategory.CONCERN,
        DataCategory.CHILD_ID,
        DataCategory.FAMILY_ID,
        DataCategory.STATUS);
  }

  private void moved(Caller by, ReferralStatus status, Optional<String> to) {
    Features.released(features.moved(by, report, new StatusMove(status, Optional.empty(), to)));
    features.passes(Duration.ofMinutes(1));
  }

  private UUID asked() {
    var receipt = Features.released(features.asked(centre, report, QUESTION));
    features.passes(Duration.ofMinutes(1));
    return receipt.view().id().orElseThrow();
  }

  private UUID answered(UUID question) {
    var answer =
        new NewDevelopment(
            Optional.of(question),
            Optional.empty(),
            Optional.of(ANSWER),
            List.of(Reports.whole().report().documents().get(0)));
    return Features.released(features.developed(hospital, report, answer))
        .view()
        .id()
        .orElseThrow();
  }

  private ReferralView withdrawn(RetractionReason reason) {
    var given = new NewRetraction(reason, Optional.of("Wij vergisten ons."));
    return Features.released(features.retracted(hospital, report, given)).view();
  }

  /** The request to stop as its maker sees it. */
  private ReferralView cancelled() {
    Features.released(features.cancelled(hospital, report, "Wij vergisten ons."));
    return seen(hospital);
  }

  private ReferralView seen(Caller caller) {
    return Features.released(features.read(caller, report)).view();
  }

  private static void refused(Code code, Executable doing) {
    var problem = assertThrows(SchakelProblem.class, doing);
    assertEquals(
        code, problem.issues().isEmpty() ? problem.code() : problem.issues().get(0).code());
  }

  private List<String> told() {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind || ' ' || recipient || ' ' || payload::text from outbox_event"
                            + " where kind like 'QUESTION%' or kind like 'CANCELLATION%' order by id")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void questionIsReadByTheSubmitterAndWaitsUntilItIsAnswered() {
    var question = asked();
    var waits = seen(hospital).questions().get(0);
    assertEquals(Optional.of(QUESTION), waits.text());
    assertEquals(Optional.of(true), waits.open());

    var answer = answered(question);
    for (var reader : List.of(hospital, centre)) {
      var view = seen(reader);
      assertEquals(Optional.of(false), view.questions().get(0).open());
      assertEquals(Optional.of(question), view.developments().get(0).question());
      assertEquals(Optional.of(ANSWER), view.developments().get(0).text());
      assertEquals(1, view.developments().get(0).documents().size());
    }
    assertEquals(
        List.of(
            "QUESTION_ASKED uz {\"question\": \"%s\"}".formatted(question),
            "QUESTION_ANSWERED vk-antwerpen {\"question\": \"%s\", \"development\": \"%s\"}"
                .formatted(question, answer)),
        told());
  }

  /** Who shares the secret of the concern sees what is told to all, and nothing of these. */
  @Test
  void nobodyElseReadsWhatIsAskedAndAnswered() {
    answered(asked());
    askedToStop();
    var told = new NewDevelopment(Optional.empty(), Optional.empty(), Optional.of("…"), List.of());
    Features.released(features.developed(hospital, report, told));

    var other = seen(features.caller("vk-limburg", Purpose.CARE_COORDINATION));
    assertTrue(other.facts().isPresent());
    assertEquals(List.of(Optional.of("…")), texts(other.developments()));
    assertEquals(List.of(), other.questions());
    assertEquals(List.of(), other.cancellations());
  }

  private static List<Optional<String>> texts(List<ReferralView.Development> developments) {
    return developments.stream().map(ReferralView.Development::text).toList();
  }

  @Test
  void whatIsWrittenIsSealedAtRest() {
    asked();
    askedToStop();
    var stored =
        TestDatabase.asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select content from correspondence")
                        .mapTo(byte[].class)
                        .list());
    assertEquals(2, stored.size());
    for (var content : stored) {
      var text = new String(content, StandardCharsets.UTF_8);
      assertFalse(text.contains("school") || text.contains("vergisten"), text);
    }
  }

  @Test
  void questionThatIsTakenBackIsGoneFromTheSubmitter() {
    var question = asked();
    assertEquals(
        Optional.of(Code.NOT_OWNER),
        Features.refusal(features.takenBack(hospital, report, question)));
    for (var i = 0; i < 2; i++) {
      Features.released(features.takenBack(centre, report, question));
    }
    assertEquals(List.of(), seen(hospital).questions());
    var kept = seen(centre).questions().get(0);
    assertEquals(Optional.of(QUESTION), kept.text());
    assertTrue(kept.retractedAt().isPresent());
    assertEquals(Optional.of(false), kept.open());
    refused(Code.UNKNOWN_QUESTION, () -> answered(question));
    assertEquals(
        List.of(
            "QUESTION_ASKED uz {\"question\": \"%s\"}".formatted(question),
            "QUESTION_RETRACTED uz {\"question\": \"%s\"}".formatted(question)),
        told());
  }

  @Test
  void answerNamesAQuestionOfThisReport() {
    refused(Code.UNKNOWN_QUESTION, () -> answered(report));
  }

  @Test
  void onlyTheCentreThatHasItAsksAndOnlyWhileItHasSomethingToDo() {
    assertEquals(
        Optional.of(Code.NOT_OWNER), Features.refusal(features.asked(hospital, report, "?")));
    moved(centre, TRANSFERRED, Optional.of("vk-brussel"));
    var former = Features.refusal(features.asked(centre, report, "?"));
    assertEquals(Optional.of(Code.NOT_FOUND), former);

    var brussel = features.caller("vk-brussel", Purpose.CASE_MANAGEMENT);
    Features.released(features.asked(brussel, report, "?"));
    moved(brussel, RECEIVED, Optional.empty());
    moved(brussel, TAKEN_UP, Optional.empty());
    moved(brussel, ReferralStatus.CLOSED, Optional.empty());
    refused(Code.QUESTION_NOT_POSSIBLE, () -> features.asked(brussel, report, "?"));
    assertEquals(Optional.of(false), seen(hospital).questions().get(0).open(), "nobody waits");
  }

  @Test
  void whoAsksToStopBeforeAnybodyWorkedOnItTakesItBack() {
    var taken = cancelled();
    assertEquals(Optional.of(RETRACTED), taken.status());
    assertEquals(Optional.of(CancellationState.ACCEPTED), taken.cancellations().get(0).state());
  }

  @ParameterizedTest
  @EnumSource(RetractionReason.class)
  void takingBackCountsAtOnceWhoeverWorksOnIt(RetractionReason reason) {
    askedToStop();
    var taken = withdrawn(reason);
    assertEquals(Optional.of(RETRACTED), taken.status());
    assertEquals(Optional.of(CancellationState.ACCEPTED), taken.cancellations().get(0).state());
  }

  private UUID askedToStop() {
    moved(centre, TAKEN_UP, Optional.empty());
    var asks = cancelled();
    assertEquals(Optional.of(TAKEN_UP), asks.status());
    features.passes(Duration.ofMinutes(1));
    return asks.cancellations().get(0).id().orElseThrow();
  }

  @Test
  void afterWorkTheCentreIsAskedAndGoesOnWhenItMust() {
    var request = askedToStop();
    var again = cancelled();
    assertEquals(1, again.cancellations().size(), "asked once");
    refused(
        Code.CANCELLATION_WAITS, () -> features.cancelled(hospital, report, "Een andere reden."));

    refused(
        Code.REFUSAL_WITHOUT_REASON,
        () ->
            features.decided(
                centre, report, request, new CancellationDecision(false, Optional.empty())));
    var refusal = new CancellationDecision(false, Optional.of("Het onderzoek loopt."));
    Features.released(features.decided(centre, report, request, refusal));

    var view = seen(hospital);
    assertEquals(Optional.of(TAKEN_UP), view.status());
    var cancellation = view.cancellations().get(0);
    assertEquals(Optional.of(CancellationState.REFUSED), cancellation.state());
    assertEquals(Optional.of("Wij vergisten ons."), cancellation.text());
    assertEquals(Optional.of("Het onderzoek loopt."), cancellation.answer());
    assertEquals(
        List.of(
            "CANCELLATION_REQUESTED vk-antwerpen {\"cancellation\": \"%s\"}".formatted(request),
            "CANCELLATION_REFUSED uz {\"cancellation\": \"%s\"}".formatted(request)),
        told());
    refused(Code.CANCELLATION_DECIDED, () -> features.decided(centre, report, request, refusal));
    assertEquals(2, cancelled().cancellations().size(), "asked anew");
  }

  @Test
  void acceptedItIsRetracted() {
    var request = askedToStop();
    assertEquals(
        Optional.of(Code.NOT_OWNER),
        Features.refusal(
            features.decided(
                hospital, report, request, new CancellationDecision(true, Optional.empty()))));
    Features.released(
        features.decided(
            centre, report, request, new CancellationDecision(true, Optional.empty())));

    var own = seen(hospital);
    assertEquals(Optional.of(RETRACTED), own.status());
    assertEquals(Optional.of(RetractionReason.WITHDRAWN), own.retraction().orElseThrow().reason());
    assertEquals(Optional.of(CancellationState.ACCEPTED), own.cancellations().get(0).state());
    assertEquals(Optional.empty(), own.cancellations().get(0).text(), "status is kept, no more");
    assertEquals(List.of(), own.developments());
  }

  /** Between two centres nobody has it in hand, and it is lost to neither. */
  @Test
  void whatWasWorkedOnAndTransferredIsForTheCentreItWentTo() {
    moved(centre, TAKEN_UP, Optional.empty());
    moved(centre, TRANSFERRED, Optional.of("vk-brussel"));
    var asks = cancelled();
    assertEquals(Optional.of(TRANSFERRED), asks.status());
    var request = asks.cancellations().get(0).id().orElseThrow();
    var accepts = new CancellationDecision(true, Optional.empty());
    assertEquals(
        Optional.of(Code.NOT_FOUND),
        Features.refusal(features.decided(centre, report, request, accepts)));
    var brussel = features.caller("vk-brussel", Purpose.CASE_MANAGEMENT);
    var decided = Features.released(features.decided(brussel, report, request, accepts));
    assertEquals(Optional.of(RETRACTED), decided.view().status());
  }

  /** Who asks what changed since finds what was asked. */
  @Test
  void aQuestionIsAChangeToTheSubmitterAndNotToOthers() {
    var other = features.caller("vk-limburg", Purpose.CARE_COORDINATION);
    var before = List.of(seen(hospital).lastUpdated(), seen(other).lastUpdated());
    asked();
    assertFalse(before.get(0).equals(seen(hospital).lastUpdated()));
    assertEquals(before.get(1), seen(other).lastUpdated());
  }
}
