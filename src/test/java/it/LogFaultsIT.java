package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/**
 * Disks that are full and locks that are held: no entry, no data. What was recorded while the tree
 * could not grow is proven later, and nobody has to repair anything.
 */
@AgainstTheGateway
class LogFaultsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int CROWD = 8;

  private final Path part = Gateway.running().home().resolve("log/checkpoint.part");

  private Report report;
  private Sent sent;
  private Requests hospital;
  private Requests submitter;
  private Requests centre;

  /** Tokens are fetched before, since each of them is an entry too. */
  @BeforeEach
  void somebodyKnows() {
    report =
        Report.ofOneChild()
            .document("MEDICAL", "text/plain", "Verslag".getBytes(StandardCharsets.UTF_8));
    sent = Sent.byHospital(report);
    hospital = Sent.hospital();
    submitter = TestPartner.of("uz-voorbeeld").as("SUBMIT");
    centre = Sent.antwerpen();
    owner(
        """
        create function full_disk() returns trigger language plpgsql as $$
        begin
          raise disk_full using message = 'could not extend file: No space left on device';
        end $$""");
  }

  @AfterEach
  void makeRoom() throws IOException {
    owner("drop function if exists full_disk cascade");
    Files.deleteIfExists(part);
  }

  private static void owner(String statement) {
    Gateway.running().asOwner().useHandle(handle -> handle.execute(statement));
  }

  private static void noRoomFor(String table) {
    owner(
        "create trigger full_disk before insert on "
            + table
            + " for each statement execute function full_disk()");
  }

  private void withheld(Answer answer, String code) {
    answer.expectProblem(503, code);
    assertTrue(answer.header("Retry-After").isPresent());
    assertTrue(answer.header("Disclosure-Receipt").isEmpty());
    assertFalse(answer.text().contains(report.child(0).path("familyName").asText()));
    assertFalse(answer.text().contains(sent.reference()));
    assertFalse(answer.text().contains("device"), "nothing about our machine");
  }

  private void nothingLeaves(String code) {
    withheld(sent.read(hospital), code);
    withheld(sent.read(centre), code);
    withheld(hospital.get(sent.documentPath(0)), code);
    withheld(hospital.get("/api/referrals"), code);
  }

  private void nothingIsStored(String code, Runnable afterwards) {
    var reference = "full-" + UUID.randomUUID();
    withheld(
        submitter.post("/api/referrals", Report.ofOneChild().reference(reference).json()), code);
    withheld(sent.move(centre, "TAKEN_UP"), code);
    withheld(sent.develop(hospital, "Een nieuwe vaststelling."), code);
    afterwards.run();
    var mine = hospital.get("/api/referrals?identifier=https://proef.example/ref%7C" + reference);
    assertEquals(0, mine.expect(200).json().path("items").size());
    var read = sent.read(hospital).expect(200);
    assertEquals("RECEIVED", read.at("/status"));
    assertFalse(read.text().contains("Een nieuwe vaststelling."));
    submitter.post("/api/referrals", Report.ofOneChild().reference(reference).json()).expect(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger_entry", "ledger_unplaced"})
  void aFullDiskUnderTheLogLetsNothingOut(String table) {
    noRoomFor(table);
    nothingLeaves("LEDGER_UNAVAILABLE");
    nothingIsStored("LEDGER_UNAVAILABLE", () -> owner("drop function full_disk cascade"));
    provenSoon(sent.read(hospital).expect(200));
  }

  /** PostgreSQL says it as late as it can: all was written, and then it does not commit. */
  @Test
  void aFullDiskAtTheCommitLetsNothingOut() {
    owner(
        "create constraint trigger full_disk after insert on ledger_entry"
            + " deferrable initially deferred for each row execute function full_disk()");
    nothingLeaves("STORAGE_UNAVAILABLE");
    nothingIsStored("STORAGE_UNAVAILABLE", () -> owner("drop function full_disk cascade"));
    provenSoon(sent.read(hospital).expect(200));
  }

  @Test
  void aFullDiskUnderTheCasesStoresNothingAndLogsNothingElse() {
    noRoomFor("referral");
    withheld(submitter.post("/api/referrals", Report.ofOneChild().json()), "STORAGE_UNAVAILABLE");
    sent.read(hospital).expect(200);
  }

  /** What is recorded is answered; only the proof waits. */
  @ParameterizedTest
  @ValueSource(strings = {"ledger_position", "ledger_checkpoint"})
  void aFullDiskUnderTheTreeOnlyDelaysProofs(String table) {
    noRoomFor(table);
    var answer = sent.read(hospital).expect(200);
    Eventually.holds(SOON, "it says that it does not sign", () -> trouble().equals("AWAY"));
    assertEquals(202, proof(answer).status());
    var shown = size();
    owner("drop function full_disk cascade");
    provenSoon(answer);
    assertTrue(size() > shown);
    Eventually.holds(SOON, "and it is well", () -> trouble().isEmpty());
  }

  /** Nobody may see a checkpoint that this node could forget. */
  @Test
  void aFullDiskUnderThePublishedCheckpointShowsNoNewOne() throws IOException {
    var full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "skipped: this system has no device that is always full");
    var before = Files.readString(part.resolveSibling("checkpoint"));
    Files.deleteIfExists(part);
    Files.createSymbolicLink(part, full);
    var answer = sent.read(hospital).expect(200);
    Eventually.holds(SOON, "it says that it does not sign", () -> trouble().equals("AWAY"));
    assertEquals(202, proof(answer).status());
    var known = Files.readString(part.resolveSibling("checkpoint"));
    assertEquals(known, hospital.get("/log/checkpoint").text(), "not more than the file knows");
    assertTrue(size(known) >= size(before));
    Files.delete(part);
    provenSoon(answer);
    assertEquals(Files.readString(part.resolveSibling("checkpoint")), newest());
    Eventually.holds(SOON, "and it is well", () -> trouble().isEmpty());
  }

  /** Somebody repairs something for half a minute while everybody goes on asking. */
  @Test
  @EnabledIfSystemProperty(named = "schakel.long", matches = "true")
  void aLogThatIsHeldForThirtySecondsLetsNothingOut() throws Exception {
    var crowd = Executors.newFixedThreadPool(CROWD);
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try {
      Gateway.running()
          .asOwner()
          .useTransaction(
              handle -> {
                handle.execute("lock table ledger_entry in access exclusive mode");
                var asking = new ArrayList<Future<Integer>>();
                for (int i = 0; i < CROWD; i++) {
                  Callable<Integer> asker =
                      () -> {
                        var asked = 0;
                        for (; System.nanoTime() < end; asked++) {
                          refused(sent.read(asked % 2 == 0 ? hospital : centre));
                          refused(sent.develop(hospital, "Een nieuwe vaststelling."));
                        }
                        return asked;
                      };
                  asking.add(crowd.submit(asker));
                }
                for (var each : asking) {
                  assertTrue(each.get() > 0);
                }
              });
    } finally {
      crowd.shutdownNow();
    }
    var read = sent.read(hospital).expect(200);
    assertFalse(read.text().contains("Een nieuwe vaststelling."));
    provenSoon(read);
    Eventually.holds(SOON, "and it is well", () -> trouble().isEmpty());
  }

  private void refused(Answer answer) {
    withheld(
        answer,
        answer.at("/code").startsWith("STORAGE") ? answer.at("/code") : "LEDGER_UNAVAILABLE");
  }

  private Answer proof(Answer answer) {
    return hospital.get("/api/receipts/" + ReceiptProofIT.root(answer) + "/proof");
  }

  private void provenSoon(Answer answer) {
    Eventually.holds(SOON, "a proof", () -> proof(answer).status() == 200);
  }

  private static String newest() {
    return TestPartner.of("auditor").withoutToken().get("/log/checkpoint").expect(200).text();
  }

  private static long size() {
    return size(newest());
  }

  private static long size(String checkpoint) {
    return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
  }

  /** Why the log signs nothing; empty when it does. */
  private static String trouble() {
    return Answer.stream(
            TestPartner.of("auditor").withoutToken().get("/health/ready").json().path("checks"))
        .filter(check -> check.path("name").asText().equals("log"))
        .map(check -> check.at("/data/notSigned"))
        .map(JsonNode::asText)
        .findFirst()
        .orElseThrow();
  }
}
