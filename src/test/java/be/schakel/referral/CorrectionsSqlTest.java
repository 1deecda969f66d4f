package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Outcome;
import be.schakel.medical.DocumentBytes;
import be.schakel.medical.DocumentView;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DocumentStatus;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Eventually;
import testkit.TestDatabase;

/** A submitter replaces a document of its report, or takes one back that was sent by mistake. */
class CorrectionsSqlTest {

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  private Caller submitter() {
    return features.caller("uz", Purpose.FOLLOW_UP_OWN);
  }

  private Caller centre() {
    return features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
  }

  private Caller grantee() {
    return features.caller("az", Purpose.CARE_COORDINATION);
  }

  /** Another hospital may read what is medical about the first child. */
  private UUID report() {
    return features.submitted(
        "uz", Reports.whole().with("/consents/0/categories", "['MEDICAL', 'SAFETY_PLAN']"));
  }

  private List<Rows.DocumentRow> documents(UUID report) {
    return features.found("uz", report).orElseThrow().documents();
  }

  private UUID first(UUID report) {
    return documents(report).get(0).id();
  }

  private String child(UUID report, int number) {
    return features.found("uz", report).orElseThrow().children().get(number).id().toString();
  }

  private UUID replaced(UUID report, UUID old) {
    features.passes(Duration.ofMinutes(1));
    return added(report, document(List.of(child(report, 0)), Optional.empty(), Optional.of(old)));
  }

  private UUID added(UUID report, Submission.Document... documents) {
    var outcome =
        features.developed(
            submitter(),
            report,
            new NewDevelopment(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(documents)));
    return Features.released(outcome).view().documents().get(0).id().orElseThrow();
  }

  private static Submission.Document document(
      List<String> children, Optional<DataCategory> category, Optional<UUID> replaces) {
    return new Submission.Document(
        children,
        category,
        Optional.of("titel"),
        Optional.empty(),
        Optional.of("AAAB"),
        Optional.empty(),
        replaces);
  }

  private List<ReferralView.Document> sees(Caller caller, UUID document) {
    var outcome = features.part(caller, ReferralPart.document(document));
    return Features.refusal(outcome).isPresent()
        ? List.of()
        : Features.released(outcome).view().documents();
  }

  private List<String> told(String kind) {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select recipient || ' ' || coalesce(payload ->> 'document', '')"
                            + " from outbox_event where kind = :kind order by 1")
                    .bind("kind", kind)
                    .mapTo(String.class)
                    .list());
  }

  /** Its sender has the ids back, and may not take the old one for the one that counts. */
  @Test
  void documentsOfAReportThatWasTakenBackSayWhereTheyStand() {
    var report = report();
    var old = first(report);
    var newer = replaced(report, old);
    Features.released(
        features.retracted(
            submitter(), report, new NewRetraction(RetractionReason.WITHDRAWN, Optional.empty())));

    assertEquals(Optional.of(DocumentStatus.SUPERSEDED), sees(submitter(), old).get(0).status());
    assertEquals(Optional.of(DocumentStatus.CURRENT), sees(submitter(), newer).get(0).status());
    assertEquals(Optional.empty(), sees(submitter(), newer).get(0).title());
  }

  /**
   * What is sent later is held against the children as their sender named them, and nobody else.
   */
  @Test
  void numbersOfItsChildrenAreKnownToWhoSentTheReportAlone() {
    var report = report();
    var known = features.numbers(submitter(), report);
    assertEquals(
        features.found("uz", report).orElseThrow().children().stream()
            .map(Rows.ChildRow::id)
            .collect(Collectors.toSet()),
        known.keySet());
    assertTrue(known.values().stream().anyMatch(Optional::isPresent));
    for (var other : List.of(centre(), grantee())) {
      assertEquals(Map.of(), features.numbers(other, report));
    }
    assertEquals(Map.of(), features.numbers(submitter(), UUID.randomUUID()));
  }

  /** By its bytes, come along or before; the same for what is sent again. */
  @Test
  void documentThatIsAddedIsCalledWhatItIs() {
    var report = report();
    var upload = features.uploaded("uz", "application/pdf", "%PDF-1.7 vooraf");
    var given =
        new NewDevelopment(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(
                sent("text/html", Optional.empty(), Optional.of(upload)),
                sent("text/plain", Optional.of("JVBERi0xLjc="), Optional.empty()),
                sent("text/plain", Optional.of("aGFsbG8="), Optional.empty())));
    var original = Optional.of(new Original(new byte[] {1}, "application/fhir+json", List.of()));

    for (var time : List.of("first", "again")) {
      var view = Features.released(features.developed(submitter(), report, given, original)).view();
      assertEquals(
          List.of(
              new Issue("/documents/0/contentType", Code.CONTENT_TYPE_CORRECTED, "application/pdf"),
              new Issue(
                  "/documents/1/contentType", Code.CONTENT_TYPE_CORRECTED, "application/pdf")),
          view.warnings(),
          time);
    }
    assertEquals(Optional.of("application/pdf"), sees(submitter(), upload).get(0).contentType());
  }

  @Test
  void uploadInAReportIsCalledWhatItIs() {
    var upload = features.uploaded("uz", "application/pdf", "%PDF-1.7 vooraf");
    var report =
        features.submitted(
            "uz",
            Reports.whole()
                .with(
                    "/documents/0",
                    "{'upload': '%s', 'contentType': 'text/html'}".formatted(upload)));
    assertTrue(
        features
            .found("uz", report)
            .orElseThrow()
            .head()
            .warnings()
            .contains(
                new Issue(
                    "/documents/0/contentType", Code.CONTENT_TYPE_CORRECTED, "application/pdf")));
    assertEquals("application/pdf", documents(report).get(0).contentType());
  }

  /** Nobody is left without any because its sender chose the wrong file. */
  @Test
  void whatWasReplacedByMistakeCountsAgainAndIsReplacedAnew() {
    var report = report();
    var old = first(report);
    var child = UUID.fromString(child(report, 0));
    var before = features.newest(report, child);
    var mistake = replaced(report, old);
    var onTop = replaced(report, mistake);
    Features.released(features.retracted(submitter(), mistake, Optional.empty()));
    assertEquals(
        Optional.of(DocumentStatus.SUPERSEDED),
        sees(grantee(), old).get(0).status(),
        "what replaced the mistake stands");
    Features.released(features.retracted(submitter(), onTop, Optional.empty()));
    assertEquals(Optional.of(DocumentStatus.CURRENT), sees(grantee(), old).get(0).status());
    assertEquals(before, features.newest(report, child));

    refused(
        Code.ALREADY_CORRECTED,
        report,
        document(List.of(child(report, 0)), Optional.empty(), Optional.of(mistake)));
    var anew = replaced(report, old);
    assertEquals(Optional.of(anew), sees(grantee(), old).get(0).replacedBy());
    assertEquals(Optional.of(DocumentStatus.CURRENT), sees(grantee(), anew).get(0).status());
    assertEquals(before, features.newest(report, child), "it has the place of the first");
  }

  private static Submission.Document sent(
      String type, Optional<String> data, Optional<UUID> upload) {
    return new Submission.Document(
        List.of(),
        Optional.empty(),
        Optional.of("titel"),
        Optional.of(type),
        data,
        upload,
        Optional.empty());
  }

  @Test
  void replacedDocumentStaysAndSaysWhatTookItsPlace() {
    var report = report();
    var old = first(report);

    var newer = replaced(report, old);

    for (var reader : List.of(centre(), submitter(), grantee())) {
      var before = sees(reader, old).get(0);
      assertEquals(Optional.of(DocumentStatus.SUPERSEDED), before.status());
      assertEquals(Optional.of(newer), before.replacedBy());
      var after = sees(reader, newer).get(0);
      assertEquals(Optional.of(DocumentStatus.CURRENT), after.status());
      assertEquals(Optional.of(old), after.replaces());
      Features.released(features.document(reader, old));
      Features.released(features.document(reader, newer));
    }
  }

  @Test
  void onlyTheNewestOfALineOfTheSameKindAboutTheSameChildrenIsReplaced() {
    var report = report();
    var old = first(report);
    var one = List.of(child(report, 0));
    var other = List.of(child(report, 1));
    var medical = Optional.<DataCategory>empty();

    refused(Code.UNKNOWN_DOCUMENT, report, document(one, medical, Optional.of(report)));
    refused(Code.REPLACES_OTHER_CHILD, report, document(other, medical, Optional.of(old)));
    refused(Code.REPLACES_OTHER_CHILD, report, document(List.of(), medical, Optional.of(old)));
    refused(
        Code.REPLACES_OTHER_CATEGORY,
        report,
        document(one, Optional.of(DataCategory.CONCERN), Optional.of(old)));
    var twice = document(one, medical, Optional.of(old));
    refused(Code.ALREADY_CORRECTED, report, twice, twice);
    assertEquals(1, documents(report).size(), "all or nothing");

    replaced(report, old);
    refused(Code.ALREADY_CORRECTED, report, twice);
  }

  private void refused(Code code, UUID report, Submission.Document... documents) {
    var problem = assertThrows(SchakelProblem.class, () -> added(report, documents));
    var last = problem.issues().get(problem.issues().size() - 1);
    assertEquals(code, last.code());
    assertEquals("/documents/" + (documents.length - 1) + "/replaces", last.pointer());
  }

  /** What the centre wrote is replaced by its next version, and by nobody else. */
  @Test
  void whatAnotherSentIsNoDocumentOfTheSubmitter() {
    var report = report();
    var theirs = advised(report);

    refused(
        Code.UNKNOWN_DOCUMENT,
        report,
        document(List.of(), Optional.of(DataCategory.ADVICE), Optional.of(theirs)));
    var refused = features.retracted(submitter(), theirs, Optional.empty());
    assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(refused));
  }

  private UUID advised(UUID report) {
    var file = document(List.of(), Optional.empty(), Optional.empty());
    var advice =
        new NewContribution(
            DataCategory.ADVICE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(file),
            List.of("uz"));
    return Features.released(features.contributed(centre(), report, advice))
        .view()
        .document()
        .orElseThrow()
        .id()
        .orElseThrow();
  }

  private UUID answered(UUID report) {
    var question =
        Features.released(features.asked(centre(), report, "?")).view().id().orElseThrow();
    var file = document(List.of(child(report, 0)), Optional.empty(), Optional.empty());
    var answer =
        new NewDevelopment(
            Optional.of(question), Optional.empty(), Optional.empty(), List.of(file));
    var told = Features.released(features.developed(submitter(), report, answer)).view();
    return told.documents().get(0).id().orElseThrow();
  }

  /** What answers a question of the centre is for the centre alone, and so is what replaces it. */
  @Test
  void whatReplacesAnAnswerIsForNobodyElseThanTheAnswer() {
    var report = report();
    var old = answered(report);
    assertEquals(List.of(), sees(grantee(), old));

    var newer = replaced(report, old);

    assertEquals(List.of(), sees(grantee(), newer));
    assertEquals(1, sees(centre(), newer).size());
  }

  /** A danger to life opens the newest alone: a newer edition of an older report is not that. */
  @Test
  void newEditionOfAnOlderReportIsNotTheNewest() {
    var report = report();
    var old = first(report);
    features.passes(Duration.ofMinutes(1));
    var later =
        added(report, document(List.of(child(report, 0)), Optional.empty(), Optional.empty()));
    assertEquals(later, newest(report));

    replaced(report, old);
    assertEquals(later, newest(report), "it has the place of what it replaced");

    var newer = replaced(report, later);
    assertEquals(newer, newest(report));
  }

  /** Neither among those that came at one moment. */
  @Test
  void newEditionHasThePlaceOfTheOldAmongThoseThatCameTogether() {
    var report =
        features.submitted(
            "uz", Reports.whole().with("/documents/1", "{'children': ['c1'], 'data': 'AAAA'}"));
    var last = documents(report).get(1).id();
    assertEquals(last, newest(report));
    features.passes(Duration.ofMinutes(1));
    var one = document(List.of(child(report, 0)), Optional.empty(), Optional.of(first(report)));
    var aboutTheOther =
        document(List.of(child(report, 1)), Optional.empty(), Optional.<UUID>empty());

    added(report, aboutTheOther, aboutTheOther, one);

    assertEquals(last, newest(report));
  }

  /** It is for the centre alone: whom a danger to life opens the newest does not get less by it. */
  @Test
  void whatAnswersAQuestionHidesNoOlderDocumentFromWhoMayHaveTheNewest() {
    var report = report();
    var old = first(report);
    var since = features.newest(report, UUID.fromString(child(report, 0)));
    features.passes(Duration.ofMinutes(1));

    var answer = answered(report);
    assertEquals(old, newest(report));
    assertEquals(since, features.newest(report, UUID.fromString(child(report, 0))));

    replaced(report, answer);
    assertEquals(old, newest(report));
    assertEquals(since, features.newest(report, UUID.fromString(child(report, 0))));
  }

  private UUID newest(UUID report) {
    var child = UUID.fromString(child(report, 0));
    var newest =
        documents(report).stream()
            .filter(row -> features.whole("uz", report).parts().newestOf(row).contains(child))
            .toList();
    assertEquals(1, newest.size());
    return newest.get(0).id();
  }

  @Test
  void documentSentByMistakeIsThereForItsSenderAndTheCentreAlone() {
    var report = report();
    var document = first(report);
    Features.released(features.document(grantee(), document));

    var shown = Features.released(features.retracted(submitter(), document, Optional.of(report)));

    assertEquals(
        Optional.of(DocumentStatus.ENTERED_IN_ERROR), shown.view().documents().get(0).status());
    assertEquals(List.of(), sees(grantee(), document));
    assertTrue(Features.refusal(features.document(grantee(), document)).isPresent());
    for (var reader : List.of(centre(), submitter())) {
      var kept = sees(reader, document).get(0);
      assertEquals(
          Optional.of(RetractionReason.WRONG_CHILD), kept.retraction().orElseThrow().reason());
      Features.released(features.document(reader, document));
    }
    var why = sees(centre(), document).get(0).retraction().orElseThrow().text();
    assertEquals(Optional.of("ander kind"), why);
    refused(
        Code.ALREADY_CORRECTED,
        report,
        document(List.of(child(report, 0)), Optional.empty(), Optional.of(document)));
  }

  @Test
  void whoHasBegunToReadADocumentGetsNoMoreOfItOnceItIsTakenBack() throws Exception {
    var report = report();
    var document = first(report);
    var begun = bytes(features.document(grantee(), document));
    begun.writeTo(OutputStream.nullOutputStream());

    Features.released(features.retracted(submitter(), document, Optional.of(report)));

    assertThrows(IOException.class, () -> begun.writeTo(OutputStream.nullOutputStream()));
    bytes(features.document(centre(), document)).writeTo(OutputStream.nullOutputStream());
  }

  private static DocumentBytes bytes(Outcome<DocumentView> outcome) {
    return Features.released(outcome).view().bytes().orElseThrow();
  }

  /** A backup from before gives nobody access again. */
  @Test
  void documentTakenBackIsAmongWhatARestoredBackupCannotUndo() {
    var document = first(report());

    Features.released(features.retracted(submitter(), document, Optional.empty()));

    var kept =
        TestDatabase.asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select relation from restriction where content ->> 'document' = :id")
                        .bind("id", document.toString())
                        .mapTo(String.class)
                        .list());
    assertEquals(List.of("document_retraction"), kept);
  }

  @Test
  void takingBackTwiceKeepsTheFirstTime() {
    var document = first(report());
    var first = Features.released(features.retracted(submitter(), document, Optional.empty()));
    features.passes(Duration.ofHours(1));

    var second = Features.released(features.retracted(submitter(), document, Optional.empty()));

    assertEquals(first.view(), second.view());
  }

  @Test
  void nobodyElseTakesADocumentBackNorLearnsThatItExists() {
    var report = report();
    var document = first(report);

    for (var other : List.of(centre(), grantee(), features.caller("clb", Purpose.SUBMIT))) {
      var refused = features.retracted(other, document, Optional.of(report));
      assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(refused));
    }
    var elsewhere = features.retracted(submitter(), document, Optional.of(report()));
    assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(elsewhere));
    assertEquals(Optional.of(DocumentStatus.CURRENT), sees(centre(), document).get(0).status());
  }

  /** What the wrong line hides, the other does not name. */
  @Test
  void editionSentByMistakeBringsBackTheOldOneAndIsNotNamedByIt() {
    var report = report();
    var old = first(report);
    var newer = replaced(report, old);

    Features.released(features.retracted(submitter(), newer, Optional.empty()));

    var seen = sees(grantee(), old).get(0);
    assertEquals(Optional.of(DocumentStatus.CURRENT), seen.status());
    assertEquals(Optional.empty(), seen.replacedBy());
    assertEquals(List.of(), sees(grantee(), newer));
  }

  @Test
  void whoReceivedADocumentIsToldThatItWasReplacedAndNobodyElse() {
    var report = report();
    var old = first(report);
    Features.released(features.document(grantee(), old));

    replaced(report, old);

    assertEquals(List.of("az " + old), told("DOCUMENT_REPLACED"));
  }

  /** Nobody slips through between the log and the correction. */
  @Test
  void whoFetchesADocumentAtThatMomentIsToldToo() throws Exception {
    var report = report();
    var old = first(report);
    var correction = new CompletableFuture<UUID>();

    features.document(
        grantee(),
        old,
        () -> {
          CompletableFuture.runAsync(() -> correction.complete(replaced(report, old)));
          Eventually.holds(
              Duration.ofSeconds(10), "the correction waits", CorrectionsSqlTest::somebodyWaits);
        });

    correction.get(10, TimeUnit.SECONDS);
    assertEquals(List.of("az " + old), told("DOCUMENT_REPLACED"));
  }

  private static boolean somebodyWaits() {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                    .mapTo(Boolean.class)
                    .one());
  }

  @Test
  void whoReceivedOrCouldHaveADocumentIsToldThatItWasSentByMistake() {
    var report = report();
    var document = first(report);

    Features.released(features.retracted(submitter(), document, Optional.empty()));

    assertEquals(List.of("az " + document, "vk-antwerpen " + document), told("DOCUMENT_RETRACTED"));
  }

  /** Also where the centre ends it because its submitter asked. */
  @Test
  void whoReceivedAReportIsToldThatItsCancellationWasAccepted() {
    var report = report();
    Features.released(features.read(grantee(), report));
    var takenUp = new StatusMove(ReferralStatus.TAKEN_UP, Optional.empty(), Optional.empty());
    Features.released(features.moved(centre(), report, takenUp));
    Features.released(features.cancelled(submitter(), report, "Wij vergisten ons."));
    assertEquals(List.of(), told("REPORT_RETRACTED"), "the centre decides");
    var request = features.found("uz", report).orElseThrow().undecided().orElseThrow().id();

    var accepted = new CancellationDecision(true, Optional.empty());
    Features.released(features.decided(centre(), report, request, accepted));

    assertEquals(List.of("az "), told("REPORT_RETRACTED"));
  }

  /** Also who may not see it any more: what it has does not change by itself. */
  @Test
  void whoReceivedAReportIsToldThatItWasTakenBack() {
    var report = report();
    Features.released(features.read(grantee(), report));
    features.read(features.caller("clb", Purpose.CARE_COORDINATION), report);
    features.passes(Duration.ofDays(300));
    assertEquals(
        Optional.of(Code.NOT_FOUND),
        Features.refusal(features.read(grantee(), report)),
        "it ended");

    var why = new NewRetraction(RetractionReason.WRONG_CHILD, Optional.empty());
    Features.released(features.retracted(submitter(), report, why));

    assertEquals(List.of("az "), told("REPORT_RETRACTED"));
  }
}
