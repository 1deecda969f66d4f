package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vault.Acceleration;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTreeTest {

  private static final int MOST = 300;
  private static final Leaves LEAVES = Leaves.of(MOST);

  /** More than a full tile of level 1. */
  private static final Leaves MANY = Leaves.of(66_000);

  /** Twenty million hashes: by what hashes in the gateway. */
  @BeforeAll
  static void accelerated() {
    Acceleration.install();
  }

  @Test
  @DisplayName("RFC 9162 2.1.3.1: a path computed by another program")
  void inclusionIsThatOfTheStandard() {
    assertEquals(
        List.of(
            "BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=",
            "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=",
            "5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg="),
        Leaves.base64(LEAVES.tree(7).inclusion(3)));
  }

  @Test
  @DisplayName("RFC 9162 2.1.4.1: a proof computed by another program")
  void consistencyIsThatOfTheStandard() {
    assertEquals(
        List.of(
            "BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=",
            "J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc=",
            "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=",
            "5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg="),
        Leaves.base64(LEAVES.tree(7).consistency(3)));
  }

  @Test
  void everyTreeHasTheRootOfItsLeaves() {
    for (int size = 0; size <= MOST; size++) {
      assertArrayEquals(LEAVES.root(size), LEAVES.tree(size).root(), "size " + size);
    }
    assertArrayEquals(MANY.root(66_000), MANY.tree(66_000).root());
    assertArrayEquals(MANY.root(65_537), MANY.tree(66_000).root(65_537));
  }

  @Test
  void everyLeafOfEveryTreeIsProvenToUsAndToAnotherProject() throws Exception {
    for (int size = 1; size <= MOST; size++) {
      var tree = LEAVES.tree(size);
      var root = LEAVES.root(size);
      for (int index = 0; index < size; index++) {
        var path = tree.inclusion(index);
        var leaf = LEAVES.hashes().get(index);
        assertTrue(ProofCheck.includes(leaf, index, size, path, root), index + " of " + size);
        // A library that others rely on
        InclusionProofVerifier.verify(leaf, index, size, path, root);
      }
    }
  }

  @Test
  void anotherProjectsVerifierIsNoRubberStampEither() {
    assertThrows(
        InclusionProofVerificationException.class,
        () ->
            InclusionProofVerifier.verify(
                LEAVES.hashes().get(3), 4, 7, LEAVES.tree(7).inclusion(3), LEAVES.root(7)));
  }

  @Test
  void everyTreeIsProvenToContinueEveryEarlierOne() {
    var roots = IntStream.rangeClosed(0, MOST).mapToObj(LEAVES::root).toList();
    for (int size = 0; size <= MOST; size++) {
      var tree = LEAVES.tree(size);
      for (int earlier = 0; earlier <= size; earlier++) {
        var proof = tree.consistency(earlier);
        assertTrue(
            ProofCheck.continues(earlier, roots.get(earlier), size, roots.get(size), proof),
            earlier + " to " + size);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255, 256, 65_279, 65_280, 65_535, 65_536, 65_999})
  void proofsHoldOverSeveralLevelsOfTiles(int index) {
    var tree = MANY.tree(66_000);
    var root = MANY.root(66_000);
    var leaf = MANY.hashes().get(index);
    assertTrue(ProofCheck.includes(leaf, index, 66_000, tree.inclusion(index), root));
    assertTrue(
        ProofCheck.continues(index, MANY.root(index), 66_000, root, tree.consistency(index)));
  }

  /** The checker is no rubber stamp. */
  @Test
  void anotherLeafPlaceSizeOrPathProvesNothing() {
    var root = LEAVES.root(7);
    var path = LEAVES.tree(7).inclusion(3);
    var leaf = LEAVES.hashes().get(3);
    assertTrue(ProofCheck.includes(leaf, 3, 7, path, root));
    assertFalse(ProofCheck.includes(LEAVES.hashes().get(4), 3, 7, path, root));
    assertFalse(ProofCheck.includes(leaf, 2, 7, path, root));
    assertFalse(ProofCheck.includes(leaf, 3, 9, path, root));
    assertFalse(ProofCheck.includes(leaf, 3, 7, path.subList(0, 2), root));
    var longer = new ArrayList<>(path);
    longer.add(leaf);
    assertFalse(ProofCheck.includes(leaf, 3, 7, longer, root));
    var proof = LEAVES.tree(7).consistency(3);
    assertFalse(ProofCheck.continues(3, LEAVES.root(4), 7, root, proof));
    assertFalse(ProofCheck.continues(4, LEAVES.root(4), 7, root, proof));
    assertFalse(ProofCheck.continues(3, LEAVES.root(3), 7, LEAVES.root(6), proof));
  }

  @Test
  void whatIsNotInTheTreeHasNoProof() {
    var tree = LEAVES.tree(7);
    assertThrows(IllegalArgumentException.class, () -> tree.inclusion(7));
    assertThrows(IllegalArgumentException.class, () -> tree.inclusion(-1));
    assertThrows(IllegalArgumentException.class, () -> tree.consistency(8));
    assertThrows(IllegalArgumentException.class, () -> tree.root(8));
  }

  @Test
  void everyTileIsReadOnce() {
    var asked = new ArrayList<Tile>();
    var tree =
        new TileTree(
            300,
            tile -> {
              asked.add(tile);
              return LEAVES.tile(tile);
            });
    tree.inclusion(17);
    tree.inclusion(290);
    tree.consistency(100);
    assertEquals(asked.stream().distinct().toList(), asked);
  }
}
