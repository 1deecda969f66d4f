package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a witness answers, case by case of the specification. */
@DisplayName("C2SP tlog-witness: add-checkpoint")
class WitnessTest {

  private static final String NAME = "auditor.example/w1";

  @TempDir Path folder;

  private final TestLog log = TestLog.ofVectors(40);
  private Witness witness;

  @BeforeEach
  void open() {
    made();
    witness = Witness.open(folder);
  }

  @AfterEach
  void close() {
    witness.close();
  }

  private Ran made() {
    return Ran.of("witness", "init", "--dir", folder, "--name", NAME, "--log", log.vkey());
  }

  private Witness.Answer add(String request) throws Exception {
    return witness.add(request.getBytes(StandardCharsets.UTF_8), Ran.NOW);
  }

  private Witness.Answer add(int old, String proof, String checkpoint) throws Exception {
    return add("old " + old + "\n" + proof + "\n" + checkpoint);
  }

  private String proof(int from, int to) {
    Proofs.Tree tree =
        (level, index) -> Hash.of(log.root((int) (index << level), (int) ((index + 1) << level)));
    return Proofs.consistency(tree, from, to).stream()
        .map(hash -> hash + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void theRequestOfTheVectorsIsCosigned() throws Exception {
    assertEquals(200, add(0, "", log.checkpoint(3)).status());
    var answer = add(3, VectorsTest.CONSISTENCY, VectorsTest.CHECKPOINT);

    assertEquals(200, answer.status());
    var note = SignedNote.parse(VectorsTest.CHECKPOINT + answer.body(), "it");
    var trust = new Trust(List.of(VerifierKey.parse(log.vkey())), List.of(witness.key()), 1);
    var seen = trust.check(Checkpoint.parse(note, "it"), "it").seen();
    assertEquals(Ran.NOW, seen.get(0).at().orElseThrow());
  }

  @Test
  void anUnknownLogIs404() throws Exception {
    var other = new TestLog("elsewhere.example/log", "55".repeat(32));
    assertEquals(404, add(0, "", other.checkpoint(0)).status());
  }

  @Test
  void aCheckpointThatItsLogDidNotSignIs403() throws Exception {
    var forger = new TestLog(TestLog.ORIGIN, "55".repeat(32));
    assertEquals(403, add(0, "", forger.checkpoint(0)).status());
    var changed = log.checkpoint(5).replace("\n5\n", "\n6\n");
    assertEquals(403, add(0, "", changed).status());
  }

  @Test
  void anOldSizeAboveTheNewOneIs400() throws Exception {
    assertEquals(400, add(6, "", log.checkpoint(5)).status());
  }

  @Test
  void anotherOldSizeIs409WithTheOneItKnows() throws Exception {
    var first = add(2, "", log.checkpoint(5));
    assertEquals(409, first.status());
    assertEquals("0\n", first.body());
    add(0, "", log.checkpoint(5));
    for (int old : new int[] {0, 4, 6}) {
      var answer = add(old, "", log.checkpoint(9));
      assertEquals(409, answer.status());
      assertEquals("text/x.tlog.size", answer.type());
      assertEquals("5\n", answer.body());
    }
  }

  @Test
  void twoTreesOfOneSizeAre409() throws Exception {
    add(0, "", log.checkpoint(5));
    var forked = TestLog.ofVectors(4).add(new byte[] {1});
    assertEquals(409, add(5, "", forked.checkpoint(5)).status());
    assertEquals(200, add(5, "", log.checkpoint(5)).status(), "the same again may be cosigned");
  }

  @Test
  void aProofThatDoesNotHoldIs422() throws Exception {
    assertEquals(422, add(0, proof(3, 5), log.checkpoint(5)).status());
    add(0, "", log.checkpoint(5));
    assertEquals(422, add(5, "", log.checkpoint(9)).status());
    assertEquals(422, add(5, proof(4, 9), log.checkpoint(9)).status());
    assertEquals(422, add(5, proof(4, 5), log.checkpoint(5)).status());
    var rewritten = TestLog.ofVectors(2).add(new byte[] {1});
    for (int i = 3; i < 9; i++) {
      rewritten.add(("entry-" + i).getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(422, add(5, proof(5, 9), rewritten.checkpoint(9)).status());
    assertEquals(200, add(5, proof(5, 9), log.checkpoint(9)).status());
  }

  @Test
  void whatIsNoRequestIs400() throws Exception {
    for (var request :
        List.of(
            "",
            "old 0\n",
            "old 0\n\n",
            "old 00\n\n" + log.checkpoint(5),
            "old -1\n\n" + log.checkpoint(5),
            "new 0\n\n" + log.checkpoint(5),
            "old 0\n" + log.checkpoint(5),
            "old 0\nnothing\n\n" + log.checkpoint(5),
            "old 0\n" + proof(3, 4).repeat(64) + "\n" + log.checkpoint(5),
            "old 0\n\n" + log.checkpoint(5) + "\n")) {
      assertEquals(400, add(request).status(), request);
    }
    assertEquals(400, witness.add(new byte[] {(byte) 0xff, '\n', '\n'}, Ran.NOW).status());
  }

  @Test
  void brokenRequestsAreNeverCosigned() throws Exception {
    add(0, "", log.checkpoint(3));
    var whole =
        ("old 3\n" + proof(3, 7) + "\n" + log.checkpoint(7)).getBytes(StandardCharsets.UTF_8);
    var random = new Random(6);
    for (int i = 0; i < 1_000; i++) {
      var status = witness.add(ReceiptTest.broken(whole, random), Ran.NOW).status();
      assertTrue(List.of(400, 403, 404, 409, 422).contains(status), () -> "" + status);
    }
    for (int i = 0; i < whole.length; i++) {
      var changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      var status = witness.add(changed, Ran.NOW).status();
      assertTrue(List.of(400, 403, 404, 409, 422).contains(status), () -> "" + status);
    }
    assertEquals(200, witness.add(whole, Ran.NOW).status());
  }

  @Test
  void whatItCosignedIsRememberedAfterARestart() throws Exception {
    add(0, "", log.checkpoint(5));
    witness.close();
    witness = Witness.open(folder);

    assertEquals("5\n", add(0, "", log.checkpoint(9)).body());
    assertEquals(200, add(5, proof(5, 9), log.checkpoint(9)).status());
  }

  @Test
  void ofManyAtOnceItCosignsOneLine() throws Exception {
    add(0, "", log.checkpoint(5));
    var threads = Executors.newFixedThreadPool(8);
    var requests =
        IntStream.range(6, 40)
            .<Callable<Integer>>mapToObj(
                to -> () -> add(5, proof(5, to), log.checkpoint(to)).status())
            .toList();
    var taken = 0;
    for (var each : threads.invokeAll(requests)) {
      taken += each.get() == 200 ? 1 : 0;
    }
    threads.shutdown();
    assertEquals(1, taken);
  }

  @Test
  void aStateThatCannotBeReadCosignsNothing() throws Exception {
    add(0, "", log.checkpoint(5));
    try (var files = Files.list(folder.resolve("state"))) {
      Files.writeString(files.findFirst().orElseThrow(), "gone");
    }
    assertThrows(NotProven.class, () -> add(5, proof(5, 9), log.checkpoint(9)));
  }

  @Test
  void oneProcessHasTheFolder() {
    assertThrows(NotProven.class, () -> Witness.open(folder));
  }

  @Test
  void theKeyIsItsOwnersAndIsNeverReplaced() throws Exception {
    made().unusable();
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))));
  }

  @Test
  void oneFetchedCheckpointIsCosignedByHand() throws Exception {
    witness.close();
    var mirror = folder.resolve("mirror");
    log.write(mirror, 9);
    cosign(mirror).saying("Cosigned: the tree of 9 entries");
    var cosigned = folder.resolve("cosigned");
    var vkey = Files.readString(folder.resolve("vkey")).strip();
    Ran.of(
            "checkpoint",
            "--old",
            cosigned,
            "--new",
            cosigned,
            "--tiles",
            mirror,
            "--key",
            log.vkey(),
            "--witness",
            vkey)
        .proven()
        .saying("The witness auditor.example/w1 saw the tree of 9 entries at");

    log.write(mirror, 30);
    assertEquals(0, cosign(mirror).code());
    var forked = TestLog.ofVectors(5).add(new byte[] {1});
    for (int i = 6; i < 35; i++) {
      forked.add(new byte[] {(byte) i});
    }
    forked.write(mirror, 35);
    cosign(mirror).disproven().saying("the past was changed");
    log.write(mirror, 9);
    cosign(mirror).disproven().saying("went back from 30");
    var other = new TestLog("elsewhere.example/log", "55".repeat(32));
    other.write(mirror, 0);
    cosign(mirror).unusable().saying("does not know the log elsewhere.example/log");
    assertFalse(Files.exists(folder.resolve("elsewhere")));
  }

  private Ran cosign(Path mirror) {
    return Ran.of(
        "witness",
        "cosign",
        "--dir",
        folder,
        "--checkpoint",
        mirror.resolve("checkpoint"),
        "--tiles",
        mirror,
        "--out",
        folder.resolve("cosigned"));
  }
}
