package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.LargeBodies;
import be.schakel.partner.Caller;
import be.schakel.partner.Professional;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.SealedStream;
import be.schakel.vocabulary.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.TestDatabase;

/** A document is about whom its sender names, and about whose number stands in it. */
class SubjectsSqlTest {

  /** The first child's. */
  private static final String NUMBER = "15.23.15-001.54";

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  private Caller submitter() {
    return features.caller("uz", Purpose.FOLLOW_UP_OWN);
  }

  /** Its system, without a person. */
  private Caller unattended() {
    var person = submitter();
    return new Caller(
        person.partner(),
        Professional.SYSTEM,
        person.purpose(),
        person.scopes(),
        person.tokenId(),
        person.trace());
  }

  private static Submission.Document document(
      String child, Optional<String> text, Optional<UUID> upload) {
    return new Submission.Document(
        List.of(child),
        Optional.empty(),
        Optional.empty(),
        Optional.of("text/html"),
        text.map(
            inside -> Base64.getEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8))),
        upload,
        Optional.empty());
  }

  private static Submission.Document inline(String child) {
    return document(child, Optional.of("<p>Zus: " + NUMBER + "</p>"), Optional.empty());
  }

  /** The number stands across two of the pieces in which it is kept. */
  private UUID upload() {
    return features.uploaded("uz", "text/plain", " ".repeat(SealedStream.CHUNK - 5) + NUMBER);
  }

  private static NewDevelopment development(Submission.Document document) {
    return new NewDevelopment(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(document));
  }

  private List<Rows.DocumentRow> documents(UUID report) {
    return features.found("uz", report).orElseThrow().documents().stream()
        .filter(row -> !row.isOriginal())
        .toList();
  }

  private Set<UUID> children(UUID report) {
    return features.found("uz", report).orElseThrow().children().stream()
        .map(Rows.ChildRow::id)
        .collect(Collectors.toSet());
  }

  private static List<Issue> remark(String place) {
    return List.of(new Issue(place, Code.DOCUMENT_NAMES_ANOTHER_CHILD));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void documentOfAReportWithTheNumberOfAnotherChildIsAboutBoth(boolean ahead) {
    var text = Base64.getEncoder().encodeToString(NUMBER.getBytes(StandardCharsets.UTF_8));
    var bytes = ahead ? "'upload': '" + upload() + "'" : "'data': '" + text + "'";
    var report =
        features.submitted(
            "uz", Reports.whole().with("/documents/0", "{'children': ['c2'], " + bytes + "}"));

    assertEquals(children(report), Set.copyOf(documents(report).get(0).children()));
    var warnings = features.found("uz", report).orElseThrow().head().warnings();
    assertTrue(warnings.containsAll(remark("/documents/0/" + (ahead ? "upload" : "data"))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void documentThatIsAddedWithTheNumberOfAnotherChildIsAboutBothAndAgain(boolean ahead) {
    var report = features.submitted("uz", Reports.whole().with("/documents", "[]"));
    var sent = ahead ? document("c2", Optional.empty(), Optional.of(upload())) : inline("c2");
    var original = Optional.of(new Original(new byte[] {1}, "application/fhir+json", List.of()));

    for (var time : List.of("first", "again")) {
      var told = features.developed(submitter(), report, development(sent), original);
      assertEquals(
          remark("/documents/0/" + (ahead ? "upload" : "data")),
          Features.released(told).view().warnings(),
          time);
    }
    assertEquals(children(report), Set.copyOf(documents(report).get(0).children()));
  }

  @Test
  void uploadAboutNobodyElseIsNotRemarkedOn() {
    var report = features.submitted("uz", Reports.whole().with("/documents", "[]"));
    var sent = document("c1", Optional.empty(), Optional.of(upload()));

    var told = features.developed(submitter(), report, development(sent), Optional.empty());

    assertEquals(List.of(), Features.released(told).view().warnings());
    assertEquals(1, documents(report).get(0).children().size());
  }

  /** Every child of a report came with it, so its own system knows whose number it is. */
  @Test
  void submitterWithoutAPersonIsToldTheSame() {
    var report = features.submitted("uz", Reports.whole().with("/documents", "[]"));

    var told =
        features.developed(unattended(), report, development(inline("c2")), Optional.empty());

    assertEquals(remark("/documents/0/data"), Features.released(told).view().warnings());
    assertEquals(children(report), Set.copyOf(documents(report).get(0).children()));
  }

  @Test
  void childOfAnotherReportIsAsUnknownAsOneThatIsNot() {
    var report = features.submitted("uz", Reports.whole().with("/documents", "[]"));
    var others = features.submitted("az", Reports.whole());
    var theirs = features.found("az", others).orElseThrow().children().get(0).id();
    var nobody = UUID.fromString("0199a7c4-3b1e-7002-9d53-5f1f6d3a2b00");

    for (var child : List.of(theirs, nobody, UUID.randomUUID())) {
      var sent = development(inline(child.toString()));
      var refused =
          assertThrows(
              SchakelProblem.class,
              () -> features.developed(submitter(), report, sent, Optional.empty()));
      assertEquals(
          List.of(new Issue("/documents/0/children/0", Code.UNKNOWN_CHILD)), refused.issues());
    }
  }

  private static SchakelProblem refused(Executable work) {
    return assertThrows(SchakelProblem.class, work);
  }

  /** All that a partner may have at once, so that whatever looks into an upload is refused. */
  private void atItsStreams(Runnable work) {
    var held = Stream.generate(() -> features.streams("uz")).limit(4).toList();
    try {
      work.run();
    } finally {
      held.forEach(LargeBodies.Held::close);
    }
  }

  @Test
  void uploadThatAReportNamesTwiceIsNotLookedIntoAtAll() {
    var named = "{'children': ['c2'], 'upload': '" + upload() + "'}";
    var twice = Reports.whole().with("/documents", "[" + named + "," + named + "]");

    atItsStreams(
        () ->
            assertEquals(
                List.of(new Issue("/documents/1/upload", Code.UPLOAD_NOT_FOUND)),
                refused(() -> features.submitted("uz", twice)).issues().stream()
                    .filter(issue -> !issue.code().isWarning())
                    .toList()));
  }

  /** Each that waited for it would keep a connection of everybody's. */
  @Test
  void whoLooksIntoAnUploadHoldsUpNobodyWhoNamesItToo() {
    var upload = upload();
    var report =
        Reports.whole().with("/documents", "[{'children': ['c2'], 'upload': '" + upload + "'}]");

    var stored = new AtomicReference<UUID>();
    features
        .transactions()
        .commit(
            () -> {
              assertTrue(features.lookedInto("uz", upload));
              stored.set(elsewhere(() -> features.submitted("uz", report)));
              return upload;
            });

    assertEquals(children(stored.get()), Set.copyOf(documents(stored.get()).get(0).children()));
  }

  @Test
  void additionLooksIntoItsUploadsBeforeItHoldsTheReport() {
    var report = features.submitted("uz", Reports.whole().with("/documents", "[]"));
    var sent = development(document("c2", Optional.empty(), Optional.of(upload())));

    var refused =
        features
            .transactions()
            .commit(
                () -> {
                  features.hold(report);
                  return elsewhere(() -> busy(report, sent));
                });

    assertEquals(Code.BUSY, refused);
  }

  /** What is looked into in one transaction takes some seconds, not minutes. */
  @Test
  void uploadsThatAreTooMuchTogetherAreRefusedByReportAndAddition() {
    var uploads = Stream.generate(this::upload).limit(5).toList();
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "update document set size = 41943041 where id = any(?)",
                    (Object) uploads.toArray(UUID[]::new)));
    var named =
        uploads.stream()
            .map(upload -> "{'upload': '" + upload + "'}")
            .collect(Collectors.joining(",", "[", "]"));
    var report = features.submitted("uz", Reports.whole().with("/documents", "[]"));
    var documents =
        uploads.stream()
            .map(upload -> document("c2", Optional.empty(), Optional.of(upload)))
            .toList();
    var development =
        new NewDevelopment(Optional.empty(), Optional.empty(), Optional.empty(), documents);

    assertEquals(
        Code.UPLOADS_TOO_LARGE,
        refused(() -> features.submitted("uz", Reports.whole().with("/documents", named))).code());
    assertEquals(
        Code.UPLOADS_TOO_LARGE,
        refused(() -> features.developed(submitter(), report, development, Optional.empty()))
            .code());
  }

  private Code busy(UUID report, NewDevelopment sent) {
    var code = new AtomicReference<Code>();
    atItsStreams(
        () ->
            code.set(
                refused(() -> features.developed(submitter(), report, sent, Optional.empty()))
                    .code()));
    return code.get();
  }

  /** In a transaction of its own. */
  private static <T> T elsewhere(Callable<T> work) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.call();
              } catch (Exception failed) {
                throw new IllegalStateException(failed);
              }
            })
        .get(1, TimeUnit.MINUTES);
  }
}
