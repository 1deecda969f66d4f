package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recipient shows, whole and tampered with. */
class ReceiptTest {

  @TempDir Path folder;

  private TestReceipt kept;

  @BeforeEach
  void write() throws Exception {
    kept = new TestReceipt(folder);
  }

  @Test
  void whatARecipientKeptProvesWhatItWasGiven() {
    kept.check()
        .proven()
        .saying("signed by https://gateway.vk.example, for the partner uz-voorbeeld, at 2026-11-21")
        .saying("index 3 (the first has 0), in the tree of 7 entries")
        .saying("index 4")
        .saying("The witness auditor.example/w1 saw the tree of 7 entries at")
        .saying("action: READ")
        .saying("categories: RECEIPT, STATUS")
        .saying("2 of the 2 entries about this answer are in the log")
        .saying("Of 2 of them you hold the content")
        .saying("That what was disclosed is true")
        .saying("That nothing else was disclosed");
  }

  @Test
  void withoutOpeningNothingIsSaidOfTheContent() {
    var ran = kept.checkWithout("--opening").proven().saying("What the entries say: an opening");
    assertFalse(ran.said().contains("you hold the content"), ran.said());
  }

  @Test
  void withoutWitnessItSaysThatATreeCanBeMadeForOneReader() {
    kept.checkWithout("--witness").proven().saying("no witness was asked for");
  }

  @Test
  void whatWasNotProvenIsNamed() {
    var words = kept.words();
    words.removeAll(List.of("--proof", kept.file("0.tlog-proof"), kept.file("1.tlog-proof")));
    words.addAll(List.of("--proof", kept.file("1.tlog-proof")));
    Ran.of(words.toArray())
        .proven()
        .saying("1 of the 2 entries")
        .saying("Of 1 of them you hold the content")
        .saying("1 entries of this answer were not proven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--receipt", "--jwks", "--leaves", "--proof", "--key"})
  void withoutTheseNothingIsProven(String option) {
    kept.checkWithout(option).unusable().saying("The option " + option + " is missing");
  }

  /** One bit of each byte in turn, everywhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "receipt.jws",
        "jwks.json",
        "leaves.json",
        "0.tlog-proof",
        "0.json",
        "log.vkey",
        "witness.vkey"
      })
  void noChangedBitOfAnyInputPasses(String name) throws Exception {
    var words = kept.words(1);
    var file = kept.file(name);
    var whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      var changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(file, changed);
      Ran.of(words.toArray()).neverProven();
    }
    Files.write(file, whole);
    Ran.of(words.toArray()).proven();
  }

  @Test
  void brokenInputsEndInWords() throws Exception {
    var random = new Random(4);
    var names =
        List.of("receipt.jws", "jwks.json", "leaves.json", "0.tlog-proof", "0.json", "log.vkey");
    for (int i = 0; i < 1_000; i++) {
      var file = kept.file(names.get(i % names.size()));
      var whole = Files.readAllBytes(file);
      Files.write(file, broken(whole, random));
      kept.check().neverProven();
      Files.write(file, whole);
    }
  }

  /** Never the same as before. */
  static byte[] broken(byte[] whole, Random random) {
    var at = random.nextInt(whole.length);
    var from = List.of(new String(whole, 0, at, StandardCharsets.ISO_8859_1));
    var rest = new String(whole, at, whole.length - at, StandardCharsets.ISO_8859_1);
    var piece =
        switch (random.nextInt(6)) {
          case 0 -> "";
          case 1 -> "[".repeat(10_000) + rest;
          case 2 -> rest.substring(1);
          case 3 -> "\0" + rest;
          case 4 -> rest + rest + "\n\n";
          default -> "9".repeat(1 + random.nextInt(400)) + rest;
        };
    return (from.get(0) + piece).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aReceiptForOtherLeavesIsNotThisOne() throws Exception {
    kept.write("leaves.json", TestReceipt.leaves(kept.log().root(4, 5), kept.log().root(3, 4)));
    kept.check().disproven().saying("does not give the root");
    kept.write("leaves.json", TestReceipt.leaves(kept.log().root(3, 4)));
    kept.check().disproven().saying("has 1 leaves; the receipt says 2");
  }

  @Test
  void aProofOfAnotherEntryIsNone() throws Exception {
    kept.write("1.tlog-proof", TestReceipt.cosigned(kept.log().proof(5, 7)));
    kept.check().disproven().saying("proves none of the leaves");
  }

  @Test
  void anOpeningOfAnotherEntryIsNone() throws Exception {
    kept.write("1.json", TestReceipt.opening("{}", new byte[32]));
    kept.check().disproven().saying("opens none of the leaves");
  }

  @Test
  void whatTheGatewayNeverSaysIsNotRead() throws Exception {
    var opening = Files.readString(kept.file("1.json"));
    kept.write("1.json", opening.replace("{\"entry\"", "{\"note\":\"\",\"entry\""));
    kept.check().unusable().saying("is no opening");
    kept.write("1.json", opening);
    var leaves = Files.readString(kept.file("leaves.json"));
    kept.write("leaves.json", leaves.replace("]}", "],\"more\":[]}"));
    kept.check().unusable().saying("lacks the member leaves");
  }

  @ParameterizedTest
  @CsvSource({"ES256,JWT", "none,disclosure-receipt+jwt", "HS256,disclosure-receipt+jwt"})
  void anotherTokenOfTheSameKeyIsNoReceipt(String algorithm, String type) throws Exception {
    var jws = TestReceipt.sign(TestReceipt.header(algorithm, type), claims(TestLog.ORIGIN));
    kept.write("receipt.jws", jws);
    kept.check().unusable().saying("is no disclosure receipt");
  }

  @Test
  void aReceiptWithAnUnknownKeyIsUnusable() throws Exception {
    kept.write("jwks.json", TestReceipt.jwks("receipt-2"));
    kept.check().unusable().saying("which is not in the key set");
  }

  @Test
  void aReceiptOfAnotherLogIsDisproven() throws Exception {
    signed(claims("gateway.vk.example/other"));
    kept.check().disproven().saying("the receipt is of gateway.vk.example/other");
  }

  @Test
  void anEntryThatCameIntoALaterEpochCounts() throws Exception {
    var receipt = receipt("gateway.vk.example/log");

    assertTrue(receipt.namesLog("gateway.vk.example/log"));
    assertTrue(receipt.namesLog("gateway.vk.example/log/2"));
    assertFalse(receipt.namesLog("gateway.vk.example/log/x"));
    assertFalse(receipt.namesLog("gateway.vk.example/2"));
    assertTrue(receipt("gateway.vk.example/log/2").namesLog("gateway.vk.example/log/3"));
    assertFalse(receipt("gateway.vk.example/log/2").namesLog("gateway.vk.example/log/1"));
    assertFalse(receipt("gateway.vk.example/log/2").namesLog("gateway.vk.example/log"));
  }

  @Test
  void anEntryCannotDriveTheTerminal() throws Exception {
    assertFalse(
        EntryWords.lines("{\"rule\":\"\\u001b[2J\\u202e\"}").get(0).contains("\u001b"),
        "escape sequences are shown, not sent");
    assertTrue(EntryWords.lines("no json \u009b1m").get(0).contains("\\u009b1m"));
  }

  @Test
  void unknownSignaturesAreLeftAlone() throws Exception {
    var proof = Files.readString(kept.file("0.tlog-proof"));
    var stranger = TestLog.keys("ff".repeat(32));
    var checkpoint = proof.substring(proof.indexOf("\n\n") + 2);
    var line = TestLog.cosign("stranger.example/w9", stranger, 5, checkpoint);
    kept.write("0.tlog-proof", proof + line.repeat(16));
    kept.check().proven();
  }

  @Test
  void aWitnessThatIsMissingIsDisproven() throws Exception {
    kept.write("0.tlog-proof", kept.log().proof(3, 7));
    kept.check().disproven().saying("was seen by 0 of the witnesses you gave; 1 are needed");
    var words = kept.words();
    words.addAll(List.of("--quorum", "0"));
    Ran.of(words.toArray()).proven();
  }

  private void signed(String claims) throws Exception {
    kept.write(
        "receipt.jws",
        TestReceipt.sign(TestReceipt.header("ES256", "disclosure-receipt+jwt"), claims));
  }

  private String claims(String origin) {
    return TestReceipt.claims(kept.root(), 2, origin);
  }

  private Receipt receipt(String origin) throws Exception {
    signed(claims(origin));
    var keys = KeySet.parse(Files.readAllBytes(kept.file("jwks.json")), "keys");
    return Receipt.check(Files.readString(kept.file("receipt.jws")), keys, "receipt");
  }
}
