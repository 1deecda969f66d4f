package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes of another program, with keys made of the bytes 00 to 1f and 20 to 3f. */
class NoteTest {

  private static final String ORIGIN = "gateway.vk.example/disclosures";
  private static final String LOG =
      "gateway.vk.example/disclosures+e7c1b2c1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
  private static final String WITNESS =
      "auditor.example/w1+15cfbe2c+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
  private static final String SIGNED =
      """
      gateway.vk.example/disclosures
      7
      kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=

      — gateway.vk.example/disclosures 58GywXnqnag98UjgThTacqbk+l4Mr0OUks2kXjlmbQ9QaPtbiminhoVn1+lCLa6/6fDemo3yvhJps6GcKtGhCiUFsQ8=
      — auditor.example/w1 Fc++LAAAAABrAN8AGIHW/rd1EP+8pu8qUp7VY7hRg3HDqigmzhhaOZWOz6aoVbCWlhVYMVucKP4xKY9YDQuANuSkTSQloYVatJ46Cw==
      """;

  @Test
  @DisplayName("c2sp.org/tlog-checkpoint, signed-note, tlog-cosignature: another program's note")
  void anothersNoteIsUnderstood() {
    var note = Note.parse(SIGNED);
    assertEquals(SIGNED, note.toString());
    var checkpoint = Checkpoint.parse(note.text());
    assertEquals(ORIGIN, checkpoint.origin());
    assertEquals(7, checkpoint.size());
    assertArrayEquals(Leaves.of(7).root(7), checkpoint.root());
    assertEquals(note.text(), checkpoint.text());
    assertTrue(VerifierKey.parse(LOG).signed(note));
    assertEquals(
        Optional.of(Instant.ofEpochSecond(0x6b00df00L)), VerifierKey.parse(WITNESS).cosigned(note));
  }

  @Test
  void ourNoteIsTheSameByteForByte() {
    var checkpoint = new Checkpoint(ORIGIN, 7, Leaves.of(7).root(7));
    var signer = TestKeys.signer(ORIGIN, 0x00);
    assertEquals(LOG, signer.verifier().toString());
    var note = new Note(checkpoint.text(), List.of(signer.sign(checkpoint.text())));
    assertEquals(SIGNED.lines().limit(5).toList(), note.toString().lines().toList());
    var witness = TestKeys.witness("auditor.example/w1", 0x20);
    assertEquals(WITNESS, witness.key().toString());
    var at = Instant.ofEpochSecond(0x6b00df00L);
    assertEquals(SIGNED, note.with(List.of(witness.cosign(note.text(), at))).toString());
  }

  @Test
  @DisplayName("c2sp.org/tlog-proof: another program's proof")
  void aProofIsOneText() {
    var proof = Checkpoint.proof(3, Leaves.of(7).tree(7).inclusion(3), Note.parse(SIGNED));
    assertEquals(
        """
        c2sp.org/tlog-proof@v1
        index 3
        BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=
        LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=
        5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg=

        """
            + SIGNED,
        proof);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n7\n", "\nkT", "g"})
  void aChangedTextIsNotSigned(String part) {
    var changed = Note.parse(SIGNED.replaceFirst(part, part.replace("7", "8") + "x"));
    assertFalse(VerifierKey.parse(LOG).signed(changed));
    assertEquals(Optional.empty(), VerifierKey.parse(WITNESS).cosigned(changed));
  }

  @Test
  void aChangedTimeIsNotCosigned() {
    var changed = Note.parse(SIGNED.replace("Fc++LAAAAABrAN8A", "Fc++LAAAAABrAN8B"));
    assertEquals(Optional.empty(), VerifierKey.parse(WITNESS).cosigned(changed));
    assertTrue(VerifierKey.parse(LOG).signed(changed));
  }

  @Test
  void oneWrongSignatureOfAKeySpoilsTheNote() {
    var note = Note.parse(SIGNED);
    var other = TestKeys.signer(ORIGIN, 0x00).sign("another text\n");
    assertFalse(VerifierKey.parse(LOG).signed(note.with(List.of(other))));
  }

  @Test
  void unknownSignaturesArePassedOver() {
    var other = TestKeys.signer("elsewhere.example", 0x40).sign("another text\n");
    assertTrue(VerifierKey.parse(LOG).signed(Note.parse(SIGNED).with(List.of(other))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\nnothing\n",
        "text\n\n— name\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name !!!!\n",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n— name AAAAAAAA",
        "te\txt\n\n— name AAAAAAAA\n",
        "text\n\n— na+me AAAAAAAA\n"
      })
  void whatIsNoNoteIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Note.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "origin\n",
        "origin\n7\n",
        "origin\n07\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n",
        "origin\n-7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n",
        "origin\n7\nAAAA\n",
        "origin\n7\n!\n",
        "\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n"
      })
  void whatIsNoCheckpointIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name+e7c1b2c1",
        "gateway.vk.example/disclosures+e7c1b2c2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "other+e7c1b2c1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "gateway.vk.example/disclosures+e7c1b2c1+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "gateway.vk.example/disclosures+e7c1b2c1+AQ=="
      })
  void whatIsNoVerifierKeyIsRefused(String vkey) {
    assertThrows(IllegalArgumentException.class, () -> VerifierKey.parse(vkey));
  }

  @Test
  void aSignerTellsNothingOfItsKey() {
    assertEquals(LOG, TestKeys.signer(ORIGIN, 0x00).toString());
  }
}
