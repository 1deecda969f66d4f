package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import be.schakel.vocabulary.Uuid7;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;

/** The reports on a database of the test, for tests of the room above; see {@link Features}. */
public final class TestCaseFiles {

  private final Features features;

  private TestCaseFiles(Features features) {
    this.features = features;
  }

  public static TestCaseFiles at(Path directory, String now) throws Exception {
    return new TestCaseFiles(Features.at(directory, now));
  }

  public static TestCaseFiles at(Path directory, String now, Policies policies) throws Exception {
    return new TestCaseFiles(Features.at(directory, now, policies));
  }

  /** The same with a consent of its mother {@code p1}, who was told nothing yet. */
  public UUID consented(String code, String insz) {
    return features.submitted(
        code,
        Reports.whole()
            .without("/documents")
            .without("/children/1")
            .without("/persons/0/informed")
            .with("/persons/0/of", "['c1']")
            .with("/children/0/insz", "'" + insz + "'"));
  }

  /** A report of a partner about one child of this number. */
  public UUID submitted(String code, String insz) {
    return features.submitted(
        code,
        Reports.whole()
            .without("/consents")
            .without("/documents")
            .without("/children/1")
            .with("/persons/0/of", "['c1']")
            .with("/children/0/insz", "'" + insz + "'"));
  }

  /** Somebody at a partner of the registry. */
  public Caller caller(String code, Purpose purpose) {
    return features.caller(code, purpose);
  }

  public <T> T commit(Callable<T> work) {
    return features.transactions().commit(work);
  }

  public void passes(Duration time) {
    features.passes(time);
  }

  public Outcome<ReferralView> read(Caller caller, UUID id) {
    return features.read(caller, id);
  }

  /** The submitter replaces its first document. */
  public UUID replaced(Caller submitter, UUID id, UUID document) {
    var newer =
        new Submission.Document(
            List.of("c1"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("AAAB"),
            Optional.empty(),
            Optional.of(document));
    var given =
        new NewDevelopment(Optional.empty(), Optional.empty(), Optional.empty(), List.of(newer));
    var outcome = features.developed(submitter, id, given);
    return Features.released(outcome).view().documents().get(0).id().orElseThrow();
  }

  /** The submitter takes a document back. */
  public void retractDocument(Caller submitter, UUID document) {
    Features.released(features.retracted(submitter, document, Optional.empty()));
  }

  /** Somebody fetches a document. */
  public void fetched(Caller reader, UUID document) {
    Features.released(features.document(reader, document));
  }

  /** A report with a document, about a child whose medical reports another hospital may read. */
  public UUID withDocument(String code) {
    return features.submitted(
        code, Reports.whole().with("/consents/0/categories", "['MEDICAL', 'SAFETY_PLAN']"));
  }

  /** Its centre gives it to another one. */
  public void transferred(UUID id, String centre) {
    var caller = features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    var move = new StatusMove(ReferralStatus.TRANSFERRED, Optional.empty(), Optional.of(centre));
    Features.released(features.moved(caller, id, move));
  }

  /** Its centre keeps it within a team of others. */
  public void keptWithin(UUID id, String member) {
    features
        .db()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into case_team (id, referral, members, by_partner, by_role, by_person, recorded_at, content)"
                        + " values (?, ?, array[?::bytea], 'vk-antwerpen', 'x', 'x', ?, 'x')",
                    Uuid7.at(features.now()),
                    id,
                    member.getBytes(StandardCharsets.UTF_8),
                    features.now().atOffset(ZoneOffset.UTC)));
  }

  /** The submitter takes it back. */
  public void retract(Caller submitter, UUID id) {
    features.retracted(
        submitter, id, new NewRetraction(RetractionReason.WRONG_CHILD, Optional.empty()));
  }

  public CaseFiles files() {
    return features.files();
  }

  public Jdbi db() {
    return features.db();
  }

  public Keys keys() {
    return features.keys();
  }

  public Clock clock() {
    return features.clock();
  }

  public Registries registries() {
    return features.registries();
  }

  public DisclosureGate gate() {
    return features.gate();
  }
}
