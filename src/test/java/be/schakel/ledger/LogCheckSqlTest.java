package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.verify.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.OwnDatabase;

/** Integrity and completeness are two verdicts. */
class LogCheckSqlTest {

  @TempDir Path folder;

  private OwnDatabase database;
  private Node node;
  private LogCheck check;

  @BeforeEach
  void aLogOfItsOwn() throws Exception {
    database = OwnDatabase.create();
    node = Node.on(database, folder.resolve("one"), folder.resolve("keys"));
    node.work().records(100).work().records(200).work();
    check = new LogCheck();
    check.db = database.asApplication();
    check.tables = node.tables;
    check.published = node.published;
    check.keys = node.keys;
    check.mergeDelay = Duration.ofSeconds(60);
  }

  private void tamper(String statement) {
    database.asOwner().useHandle(handle -> handle.execute(statement));
  }

  private void finds(Set<LogCheck.Fault> integrity, Set<LogCheck.Fault> completeness) {
    var verdict = check.check(Instant.now());
    assertEquals(integrity, faults(verdict.integrity()), verdict::toString);
    assertEquals(completeness, faults(verdict.completeness()), verdict::toString);
    assertEquals(integrity.isEmpty() && completeness.isEmpty(), verdict.isGood());
  }

  private static Set<LogCheck.Fault> faults(List<LogCheck.Finding> findings) {
    return findings.stream()
        .map(LogCheck.Finding::fault)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(LogCheck.Fault.class)));
  }

  private UUID entryAt(long place) {
    return database
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery("select entry from ledger_position where place = :place")
                    .bind("place", place)
                    .mapTo(UUID.class)
                    .one());
  }

  @Test
  void aLogThatNobodyTouchedIsWholeAndTrue() {
    finds(Set.of(), Set.of());
    assertEquals(300, check.check(Instant.now()).leaves());
  }

  @Test
  void aChangedEntryIsAFaultOfIntegrityAlone() {
    tamper("update ledger_entry set entry = '{\"action\":\"X\"}' where id = '" + entryAt(7) + "'");
    finds(Set.of(LogCheck.Fault.ENTRY_CHANGED), Set.of());
  }

  @Test
  void aChangedLeafIsAFaultOfIntegrityAlone() {
    tamper("update ledger_entry set leaf = sha256('x') where id = '" + entryAt(7) + "'");
    finds(Set.of(LogCheck.Fault.LEAF_CHANGED), Set.of());
  }

  @Test
  void anEntryThatWasTakenAwayIsAFaultOfCompletenessAlone() {
    tamper("delete from ledger_entry where id = '" + entryAt(299) + "'");
    finds(Set.of(), Set.of(LogCheck.Fault.ENTRY_GONE));
  }

  @Test
  void anEntryWithoutContentIsAFaultUnlessItWasErased() {
    tamper("update ledger_entry set entry = null, salt = null where id = '" + entryAt(7) + "'");
    finds(Set.of(), Set.of(LogCheck.Fault.ENTRY_EMPTIED));
  }

  @Test
  void anEntryWithItsPlaceTakenAwayIsAGapAndAnEntryWithoutPlace() {
    tamper("delete from ledger_position where place = 299");
    database
        .asOwner()
        .useHandle(
            handle ->
                handle.execute("update ledger_entry set recorded_at = now() - interval '1 h'"));
    finds(Set.of(), Set.of(LogCheck.Fault.PLACE_MISSING, LogCheck.Fault.ENTRY_WITHOUT_PLACE));
  }

  @Test
  void aChangedTileAndAChangedRootAreFound() {
    tamper("update ledger_tile set hashes = overlay(hashes placing sha256('x') from 1)");
    finds(Set.of(LogCheck.Fault.TILE_CHANGED), Set.of());
    tamper("update ledger_position set commitment = sha256('x') where place = 299");
    finds(
        Set.of(
            LogCheck.Fault.TILE_CHANGED,
            LogCheck.Fault.ROOT_CHANGED,
            LogCheck.Fault.LEAF_CHANGED,
            LogCheck.Fault.ENTRY_CHANGED),
        Set.of());
  }

  @Test
  void aCheckpointThatTheLogDidNotSignIsFound() {
    tamper("update ledger_checkpoint set note = replace(note, E'\\n100\\n', E'\\n101\\n')");
    var verdict = check.check(Instant.now());
    assertTrue(faults(verdict.integrity()).contains(LogCheck.Fault.NOT_SIGNED), verdict::toString);
  }

  @Test
  void aRestoredDatabaseIsNotAsShown() {
    tamper("delete from ledger_checkpoint where size = 300");
    tamper("delete from ledger_position where place >= 100");
    tamper("delete from ledger_tile");
    var verdict = check.check(Instant.now());
    assertEquals(Set.of(LogCheck.Fault.NOT_AS_SHOWN), faults(verdict.integrity()));
  }

  @Test
  void anEntryWithoutAPlaceHasNoProofYet() {
    var receipt = node.record(List.of(Node.entry(1)));
    var leaf = answers().leaves(receipt.root(), "uz").get(0);
    assertTrue(answers().proof(leaf, "uz").orElseThrow().text().isEmpty());
    node.work();
    assertTrue(answers().proof(leaf, "uz").orElseThrow().text().isPresent());
  }

  private Answers answers() {
    var answers = new Answers();
    answers.db = database.asApplication();
    answers.tables = node.tables;
    answers.log = node.log;
    return answers;
  }

  /** DESIGN: entry and salt can be destroyed, and every proof stays. */
  @Test
  void anErasedEntryLeavesEveryProofValid() throws Exception {
    var receipt = node.record(List.of(Node.entry(1), Node.entry(2)));
    node.work();
    var answers = answers();
    var leaves = answers.leaves(receipt.root(), "uz");
    var proof = answers.proof(leaves.get(0), "uz").orElseThrow().text().orElseThrow();
    assertTrue(answers.opening(leaves.get(0), "uz").isPresent());
    var place = 300;
    tamper("select ledger_erase('" + entryAt(place) + "', 'retention')");

    finds(Set.of(), Set.of());
    assertTrue(answers.opening(leaves.get(0), "uz").isEmpty());
    var mirror = node.mirror(folder.resolve("mirror"), 0);
    var verdict = Verdict.of("", "log", "--dir", mirror, "--key", mirror.resolve("log.vkey"));
    assertTrue(verdict.proven(), verdict.said());
    var checkpoint =
        Checkpoint.parse(Note.parse(proof.substring(proof.indexOf("\n\n") + 2)).text());
    var path =
        proof
            .substring(0, proof.indexOf("\n\n"))
            .lines()
            .skip(2)
            .map(line -> Base64.getDecoder().decode(line))
            .toList();
    assertTrue(
        ProofCheck.includes(leaves.get(0), place, checkpoint.size(), path, checkpoint.root()));
    // The other one of the same answer is as provable as before
    assertTrue(answers.proof(leaves.get(1), "uz").orElseThrow().text().isPresent());
    assertTrue(answers.opening(leaves.get(1), "uz").isPresent());
  }

  @Test
  void theApplicationCannotErase() {
    assertThrows(
        JdbiException.class,
        () ->
            database
                .asApplication()
                .useHandle(
                    handle ->
                        handle.execute("select ledger_erase('" + entryAt(1) + "', 'because')")));
    finds(Set.of(), Set.of());
  }
}
