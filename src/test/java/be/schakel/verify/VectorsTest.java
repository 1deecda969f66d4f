package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that were computed independently, and C2SP's own example of a signed note. */
class VectorsTest {

  static final String VKEY =
      "gateway.vk.example/disclosures+e7c1b2c1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
  static final String WITNESS =
      "auditor.example/w1+15cfbe2c+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
  static final String LOG_LINE =
      "\u2014 gateway.vk.example/disclosures"
          + " 58GywXnqnag98UjgThTacqbk+l4Mr0OUks2kXjlmbQ9QaPtbiminhoVn1+lCLa6/6fDemo3yvhJps6GcKtGhCi"
          + "UFsQ8=\n";
  static final String WITNESS_LINE =
      "\u2014 auditor.example/w1"
          + " Fc++LAAAAABrAN8AGIHW/rd1EP+8pu8qUp7VY7hRg3HDqigmzhhaOZWOz6aoVbCWlhVYMVucKP4xKY9YDQuANu"
          + "SkTSQloYVatJ46Cw==\n";
  static final String CHECKPOINT =
      "gateway.vk.example/disclosures\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n\n"
          + LOG_LINE;
  static final String INCLUSION =
      "BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=\n"
          + "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=\n"
          + "5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg=\n";
  static final String CONSISTENCY =
      "BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=\n"
          + "J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc=\n"
          + "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=\n"
          + "5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg=\n";
  static final List<String> ROOTS =
      List.of(
          "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
          "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU=",
          "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=",
          "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=",
          "JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts=",
          "GqaNMHSQWlgfhMu9D3U3lJBP2ARRvEwT5p2aU7xZUCw=",
          "CHg6Uj0mBIDeLM8JdtdBHtitrwb3XVpd4iVMWPlo7Kk=",
          "kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=");
  private static final String TILE =
      "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HXoaIEaSCwn1QttRd3nnEZdatubBmRRAEd6kM89hRiJiwSdfc21"
          + "a8/r0xMwTJg58Zaj1LbvO9wLCCmPk6yBkfCoJ0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpcZS7Wi1b0Q"
          + "5dGqb9XUKYCzVsrx2mI82Zh8S/ovgXce11FBWFJ1FQZMe701tEyfEa3c/Di0OVVPybsNi3xmHD6PDP2ldv9LKeoz"
          + "w6/a7tG9Y362VLKKBDAvyrX9fbB4Acw=";
  private static final String BUNDLE =
      "AAdlbnRyeS0wAAdlbnRyeS0xAAdlbnRyeS0yAAdlbnRyeS0zAAdlbnRyeS00AAdlbnRyeS01AAdlbnRyeS02";

  @TempDir Path folder;

  private static Hash leaf(int index) {
    return Hash.leaf(("entry-" + index).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rootsAreTheirs() {
    for (int size = 0; size <= 7; size++) {
      var leaves = IntStream.range(0, size).mapToObj(VectorsTest::leaf).toList();
      assertEquals(ROOTS.get(size), Proofs.root(leaves).toString());
    }
  }

  @Test
  void whatTheTestsWriteIsTheirs() {
    var log = TestLog.ofVectors(7);
    assertEquals(VKEY, log.vkey());
    assertEquals(CHECKPOINT, log.checkpoint(7));
    assertTrue(log.proof(3, 7).contains("index 3\n" + INCLUSION + "\n"));
    assertEquals(
        WITNESS_LINE, TestLog.cosign("auditor.example/w1", witness(), 1795219200L, CHECKPOINT));
  }

  static KeyPair witness() {
    return TestLog.keys("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");
  }

  @Test
  void theCheckpointIsSignedAndSeen() {
    var trust = trust();
    var checked = trust.check(Checkpoint.parse(bytes(CHECKPOINT + WITNESS_LINE), "it"), "it");

    assertEquals(7, checked.checkpoint().size());
    assertEquals(ROOTS.get(7), checked.checkpoint().root().toString());
    assertEquals(Optional.of(Instant.ofEpochSecond(1795219200L)), checked.seen().get(0).at());
    assertEquals(CHECKPOINT + WITNESS_LINE, checked.checkpoint().note().toString());
  }

  private static Trust trust() {
    return new Trust(List.of(VerifierKey.parse(VKEY)), List.of(VerifierKey.parse(WITNESS)), 1);
  }

  @Test
  void theProofLeadsToTheRoot() {
    var proof =
        LogProof.parse(
            bytes(
                "c2sp.org/tlog-proof@v1\nindex 3\n" + INCLUSION + "\n" + CHECKPOINT + WITNESS_LINE),
            "it");
    trust().check(proof.checkpoint(), "it");

    assertEquals(
        Optional.of(proof.checkpoint().root()), Proofs.rootOf(leaf(3), 3, 7, proof.path()));
  }

  @Test
  void theConsistencyProofHolds() {
    var proof = CONSISTENCY.lines().map(line -> Hash.base64(line).orElseThrow()).toList();
    var first = Hash.base64(ROOTS.get(3)).orElseThrow();
    var second = Hash.base64(ROOTS.get(7)).orElseThrow();

    assertTrue(Proofs.consistent(3, first, 7, second, proof));
    assertFalse(Proofs.consistent(4, first, 7, second, proof));
  }

  @Test
  void theTileAndTheBundleAreALog() throws Exception {
    Files.createDirectories(folder.resolve("tile/0/000.p"));
    Files.createDirectories(folder.resolve("tile/entries/000.p"));
    Files.writeString(folder.resolve("checkpoint"), CHECKPOINT);
    Files.write(folder.resolve("tile/0/000.p/7"), Base64.getDecoder().decode(TILE));
    Files.write(folder.resolve("tile/entries/000.p/7"), Base64.getDecoder().decode(BUNDLE));

    Ran.of("log", "--dir", folder, "--key", VKEY).proven();

    var tree = new LogFolder(folder).tree(7);
    assertEquals(
        CONSISTENCY.lines().toList(),
        Proofs.consistency(tree, 3, 7).stream().map(Hash::toString).toList());
  }

  @Test
  @DisplayName("C2SP signed-note: the example of the specification")
  void theExampleOfTheSpecificationVerifies() {
    var key =
        VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    var note =
        SignedNote.parse(
            "If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n"
                + "\n"
                + "\u2014 PeterNeumann"
                + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE"
                + "6RyyBwJnAM=\n",
            "it");

    assertTrue(key.made(note.lines().get(0)));
    assertTrue(key.verifies(note.text(), note.lines().get(0).signature()));
    assertFalse(key.verifies(note.text() + "\n", note.lines().get(0).signature()));
  }

  @Test
  void pathsAreThoseOfTheSpecification() {
    assertEquals("tile/0/x001/x234/067", new Tiles.Place("0", 1_234_067, 256).path());
    assertEquals("tile/1/001.p/17", Tiles.hashes(1, 1, 70_000).path());
    assertEquals("tile/0/273.p/112", Tiles.hashes(0, 273, 70_000).path());
    assertEquals("tile/2/000.p/1", Tiles.hashes(2, 0, 70_000).path());
    assertEquals("tile/entries/273.p/112", Tiles.entries(273, 70_000).path());
    assertEquals(List.of(0, 1), Tiles.levels(256));
    assertEquals(274, Tiles.tiles(0, 70_000));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
