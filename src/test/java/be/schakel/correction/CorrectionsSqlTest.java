package be.schakel.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.External;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Refused;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.TestGate;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.TestOutbox;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.referral.ReferralView;
import be.schakel.referral.TestCaseFiles;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.RetractionReason;
import be.schakel.vocabulary.Uuid7;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** Whom the centre finds to have received what turned out to be wrong. */
class CorrectionsSqlTest {

  @TempDir Path directory;
  private TestCaseFiles reports;
  private Corrections corrections;

  @BeforeEach
  void noReports() throws Exception {
    TestDatabase.asOwner()
        .useHandle(
            handle -> handle.execute("truncate referral, idempotency, outbox_event cascade"));
    reports = TestCaseFiles.at(directory, "2026-11-21T09:00:00Z");
    corrections = new Corrections();
    corrections.files = reports.files();
    corrections.rows = new CorrectionRows();
    corrections.rows.db = reports.db();
    corrections.recipients = TestGate.recipients(reports.db());
    corrections.outbox = TestOutbox.on(reports.db());
    corrections.registries = reports.registries();
    corrections.gate = reports.gate();
    corrections.clock = reports.clock();
  }

  private Caller submitter() {
    return reports.caller("uz", Purpose.FOLLOW_UP_OWN);
  }

  private Caller centre() {
    return reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
  }

  private Caller grantee() {
    return reports.caller("az", Purpose.CARE_COORDINATION);
  }

  private Outcome<CorrectionsView> asked(Caller caller, UUID report) {
    return reports.commit(() -> corrections.of(caller, report));
  }

  private List<CorrectionsView.Correction> corrected(UUID report) {
    if (asked(centre(), report) instanceof Released<CorrectionsView> released) {
      return released.view().corrections();
    }
    throw new AssertionError("refused");
  }

  private UUID document(UUID report) {
    if (reports.read(centre(), report) instanceof Released<?> released) {
      var view = (ReferralView) released.view();
      return view.documents().get(0).id().orElseThrow();
    }
    throw new AssertionError("refused");
  }

  private OffsetDateTime now() {
    return reports.clock().instant().atZone(ZoneId.of("Europe/Brussels")).toOffsetDateTime();
  }

  @Test
  void whoReceivedAReplacedDocumentBeforeIsListedAsTold() {
    var report = reports.withDocument("uz");
    var old = document(report);
    reports.fetched(grantee(), old);
    reports.fetched(grantee(), old);
    var received = now();
    reports.passes(Duration.ofHours(1));

    var newer = reports.replaced(submitter(), report, old);
    var told = now();
    reports.passes(Duration.ofHours(1));
    reports.fetched(reports.caller("az", Purpose.CARE_COORDINATION), old);

    var one = corrected(report).get(0);
    assertEquals(Optional.of(EventKind.DOCUMENT_REPLACED), one.kind());
    assertEquals(Optional.of(old), one.document());
    assertEquals(Optional.of(newer), one.replacement());
    assertEquals(Optional.of("uz"), one.partner());
    assertEquals(Optional.of(told), one.recordedAt());
    assertEquals(1, one.recipients().size(), "neither its sender nor the centre");
    var az = one.recipients().get(0);
    assertEquals(Optional.of("az"), az.code());
    assertEquals(Optional.of(PartnerKind.HOSPITAL), az.kind());
    assertEquals(Optional.of(2L), az.times(), "who reads it now knows that it was replaced");
    assertEquals(Optional.of(received), az.lastReceivedAt());
    assertEquals(Optional.of(told), az.toldAt());
  }

  @Test
  void whoReceivedNothingOfItIsNotListed() {
    var report = reports.withDocument("uz");
    var old = document(report);
    reports.read(grantee(), report);

    reports.retractDocument(submitter(), old);

    var one = corrected(report).get(0);
    assertEquals(Optional.of(RetractionReason.WRONG_CHILD), one.reason());
    assertEquals(Optional.of("ander kind"), one.text());
    assertEquals(List.of(), one.recipients(), "it saw the title, not the document");
  }

  @Test
  void whoReceivedAnythingOfAReportThatIsTakenBackIsListed() {
    var report = reports.withDocument("uz");
    reports.read(grantee(), report);
    reports.read(reports.caller("clb", Purpose.CARE_COORDINATION), report);

    reports.retract(submitter(), report);

    var one = corrected(report).get(0);
    assertEquals(Optional.of(EventKind.REPORT_RETRACTED), one.kind());
    assertEquals(
        List.of("az"),
        one.recipients().stream().map(it -> it.code().orElseThrow()).toList(),
        "who was refused received nothing");
    assertEquals(Optional.of(true), one.recipients().get(0).told());
  }

  /** It stays on the list of whom somebody has to telephone. */
  @Test
  void whoCouldNotBeToldIsListedAsNotTold() {
    var report = reports.withDocument("uz");
    var old = document(report);
    reports.fetched(grantee(), old);
    reports.retractDocument(submitter(), old);
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate outbox_event cascade"));

    var az = corrected(report).get(0).recipients().get(0);

    assertEquals(Optional.of(false), az.told());
    assertEquals(Optional.empty(), az.toldAt());
  }

  @Test
  void whatWentPastTheGatewayIsForTheCentreToTell() {
    var report = reports.withDocument("uz");
    var old = document(report);
    var sha256 = "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c";
    var named = told(report, List.of(sha256), DataCategory.MEDICAL, Optional.empty());
    var perhaps = told(report, List.of(), DataCategory.MEDICAL, Optional.empty());
    told(report, List.of("ab".repeat(32)), DataCategory.MEDICAL, Optional.empty());
    told(report, List.of(), DataCategory.SCHOOL, Optional.empty());
    var wrong = told(report, List.of(sha256), DataCategory.MEDICAL, Optional.empty());
    var right = told(report, List.of(), DataCategory.SCHOOL, Optional.of(wrong));

    reports.retractDocument(submitter(), old);

    var outside = corrected(report).get(0).outside();
    assertEquals(
        Map.of(named, true, perhaps, false),
        outside.stream()
            .collect(
                Collectors.toMap(
                    it -> it.recording().orElseThrow(), it -> it.certain().orElseThrow())));
    assertEquals(Optional.of("een dokter"), outside.get(0).authority());
    reports.retract(submitter(), report);
    var all = corrected(report).get(1).outside();
    assertTrue(all.stream().anyMatch(it -> it.recording().equals(Optional.of(right))));
    assertEquals(5, all.size());
  }

  private UUID told(
      UUID report, List<String> documents, DataCategory category, Optional<UUID> corrects) {
    var id = Uuid7.at(reports.clock().instant());
    var external =
        new External(
            id,
            DisclosureWay.PHONE,
            Optional.<DisclosureEntry.Party>empty(),
            Optional.of("een dokter"),
            reports.clock().instant(),
            documents,
            corrects);
    var externals = TestGate.externals(reports.gate(), reports.db());
    reports.commit(
        () -> {
          var now = reports.clock().instant();
          var facts = reports.files().find(centre(), report, now).orElseThrow().facts();
          var children =
              facts.children().stream().map(child -> child.id()).collect(Collectors.toSet());
          return externals.record(
              centre(),
              facts,
              children,
              external,
              EnumSet.of(category),
              Optional.of(LegalGround.G9_VITAL),
              new CorrectionsView(Optional.of(report), List.of()),
              now);
        });
    return id;
  }

  @Test
  void centreOfAReportWithoutCorrectionsSeesThatThereAreNone() {
    assertEquals(List.of(), corrected(reports.withDocument("uz")));
  }

  @Test
  void nobodyButTheCentreLearnsWhoReceivedIt() {
    var report = reports.withDocument("uz");
    reports.retractDocument(submitter(), document(report));

    refused(Code.NOT_OWNER, submitter(), report);
    refused(Code.NOT_OWNER, grantee(), report);
    refused(Code.NOT_FOUND, reports.caller("clb", Purpose.CARE_COORDINATION), report);
    refused(Code.NOT_FOUND, reports.caller("vk-limburg", Purpose.CASE_MANAGEMENT), report);
  }

  private void refused(Code code, Caller caller, UUID report) {
    assertEquals(code, ((Refused<?>) asked(caller, report)).code());
  }
}
