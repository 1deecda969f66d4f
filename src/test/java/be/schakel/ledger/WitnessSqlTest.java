package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.verify.RunningWitness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.OwnDatabase;

class WitnessSqlTest {

  private static final TestKeys.Witness AUDITOR = TestKeys.witness("auditor.example/w1", 0x20);
  private static final TestKeys.Witness STRANGER = TestKeys.witness("stranger.example/w", 0x40);

  @TempDir Path folder;

  private OwnDatabase database;
  private Node node;

  @BeforeEach
  void aLogOfItsOwn() throws Exception {
    database = OwnDatabase.create();
    node = Node.on(database, folder.resolve("one"), folder.resolve("keys"));
    node.records(3).work();
    register(AUDITOR.key().toString());
  }

  private void register(String... lines) throws Exception {
    Files.write(node.home().resolve("witnesses"), List.of(lines));
    node.witnesses.load();
  }

  private static String cosigned(Note note, TestKeys.Witness witness) {
    return note.with(List.of(witness.cosign(note.text(), Instant.now()))).toString();
  }

  private Witnesses.Outcome take(Note note, TestKeys.Witness witness) {
    return node.witnesses.take(cosigned(note, witness), Instant.now());
  }

  private Note served() {
    return Note.parse(node.log.checkpoint(0).orElseThrow());
  }

  @Test
  void whatAWitnessSignedIsShownUnderTheCheckpointAndInProofs() {
    assertEquals(Witnesses.Outcome.TAKEN, take(node.shown().note(), AUDITOR));
    assertEquals(Witnesses.Outcome.TAKEN, take(node.shown().note(), AUDITOR));
    assertTrue(AUDITOR.key().cosigned(served()).isPresent());
    assertEquals(2, served().signatures().size());
    var state = node.witnesses.states().get(0);
    assertEquals(3, state.size());
    assertEquals(0, state.behind());
    node.records(2).work();
    assertEquals(2, node.witnesses.states().get(0).behind());
  }

  @Test
  void whoIsNotRegisteredIsNotTaken() {
    assertEquals(Witnesses.Outcome.UNKNOWN, take(node.shown().note(), STRANGER));
    assertEquals(
        Witnesses.Outcome.UNKNOWN,
        node.witnesses.take(node.shown().note().toString(), Instant.now()));
    var wrong = cosigned(node.shown().note(), AUDITOR).replace("\n3\n", "\n4\n");
    assertEquals(Witnesses.Outcome.UNKNOWN, node.witnesses.take(wrong, Instant.now()));
    assertEquals(Witnesses.Outcome.UNKNOWN, node.witnesses.take("text", Instant.now()));
    assertEquals(1, served().signatures().size());
  }

  @Test
  void aWitnessThatSawAnotherTreeIsAConflict() {
    var checkpoint = node.shown().checkpoint();
    for (var other :
        List.of(
            new Checkpoint(checkpoint.origin(), 3, Leaves.of(3).root(3)),
            new Checkpoint(checkpoint.origin(), 9, Leaves.of(9).root(9)))) {
      var note = node.keys.sign(0, other.text());
      assertEquals(Witnesses.Outcome.CONFLICT, take(note, AUDITOR));
    }
    assertTrue(node.witnesses.states().get(0).conflict().isPresent());
    assertEquals(1, served().signatures().size());
  }

  @Test
  void aCheckpointIsShownWhenEnoughWitnessesHaveSignedIt() {
    node.witnesses.quorum = 1;
    assertEquals(Optional.empty(), node.log.checkpoint(0));
    take(node.shown().note(), AUDITOR);
    node.records(4).work();
    assertEquals(3, Checkpoint.parse(served().text()).size());
    take(node.shown().note(), AUDITOR);
    assertEquals(7, Checkpoint.parse(served().text()).size());
  }

  @Test
  void aListWithALineThatIsNoWitnessIsRefusedAtTheStart() {
    assertThrows(IllegalStateException.class, () -> register("nonsense"));
    assertThrows(
        IllegalStateException.class,
        () -> register(node.keys.verifiers(0).get(0).toString()),
        "a log is no witness");
    node.witnesses.quorum = 2;
    assertThrows(IllegalStateException.class, () -> register(AUDITOR.key().toString()));
  }

  private WitnessCalls calls() {
    var calls = new WitnessCalls();
    calls.witnesses = node.witnesses;
    calls.tables = node.tables;
    calls.published = node.published;
    calls.clock = Clock.systemUTC();
    return calls;
  }

  private RunningWitness running() throws Exception {
    var witness =
        RunningWitness.of(
            folder.resolve("witness"), "auditor.example/w2", node.log.vkey(0).orElseThrow());
    register(witness.line());
    return witness;
  }

  /** The auditor's program shares no code with the log. */
  @Test
  void aRunningWitnessSignsWhatContinuesWhatItSaw() throws Exception {
    try (var witness = running()) {
      var calls = calls();
      calls.call();
      assertEquals(3, node.witnesses.states().get(0).size());
      node.records(300).work();
      calls.call();
      assertEquals(303, node.witnesses.states().get(0).size());
      assertTrue(
          served().signatures().stream().anyMatch(each -> each.name().equals(witness.name())));
    }
  }

  /** Its own memory counts, not ours. */
  @Test
  void aWitnessThatKnowsMoreThanWeRememberIsAskedFromThere() throws Exception {
    try (var witness = running()) {
      calls().call();
      database.asOwner().useHandle(handle -> handle.execute("delete from ledger_cosignature"));
      node.records(10).work();
      calls().call();
      assertEquals(13, node.witnesses.states().get(0).size());
      assertFalse(witness.name().isEmpty());
    }
  }

  @Test
  void aWitnessNoticesARewrittenLogAndARewoundOne() throws Exception {
    try (var witness = running()) {
      node.records(10).work();
      calls().call();
      database
          .asOwner()
          .useHandle(
              handle -> {
                handle.execute("delete from ledger_cosignature");
                handle.execute("delete from ledger_checkpoint where size > 3");
                handle.execute("delete from ledger_position where place >= 3");
              });
      node = Node.on(database, folder.resolve("forgetful"), folder.resolve("keys"));
      node.work();
      register(witness.line());
      calls().call();
      assertTrue(node.witnesses.states().get(0).conflict().isPresent(), "it knows a larger tree");
      node = Node.on(database, folder.resolve("another"), folder.resolve("keys"));
      node.records(20).work();
      register(witness.line());
      calls().call();
      assertTrue(node.witnesses.states().get(0).conflict().isPresent(), "it knows another tree");
    }
  }

  @Test
  void aWitnessThatIsAwayIsInNobodysWay() throws Exception {
    register(AUDITOR.key() + " http://127.0.0.1:1");
    calls().call();
    assertEquals(0, node.witnesses.states().get(0).size());
    assertEquals(3, Checkpoint.parse(served().text()).size());
  }
}
