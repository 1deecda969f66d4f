package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against a tree that the test writes by the definition. */
class ProofsTest {

  private static final int MOST = 300;

  private final TestLog log = TestLog.ofVectors(MOST);
  private final Proofs.Tree tree =
      (level, index) -> Hash.of(log.root((int) (index << level), (int) ((index + 1) << level)));

  @Test
  @DisplayName("RFC 9162 2.1.3: every inclusion proof in every tree up to 300")
  void everyLeafIsProvenInEveryTree() {
    for (int size = 1; size <= MOST; size++) {
      var root = Hash.of(log.root(0, size));
      assertEquals(root, Proofs.root(tree, size));
      for (int index = 0; index < size; index++) {
        var path = log.inclusion(index, 0, size).stream().map(Hash::of).toList();
        assertEquals(path, Proofs.inclusion(tree, index, size));
        var leaf = Hash.of(log.root(index, index + 1));
        assertEquals(Optional.of(root), Proofs.rootOf(leaf, index, size, path));
      }
    }
  }

  @Test
  @DisplayName("RFC 9162 2.1.4: every consistency proof between all trees up to 300")
  void everyTreeIsProvenToBeginWithEveryEarlierOne() {
    for (int to = 1; to <= MOST; to++) {
      var second = Hash.of(log.root(0, to));
      for (int from = 0; from <= to; from++) {
        var first = Hash.of(log.root(0, from));
        var proof = Proofs.consistency(tree, from, to);
        assertTrue(Proofs.consistent(from, first, to, second, proof), from + " in " + to);
        if (from > 0) {
          var other = Hash.leaf(first.bytes());
          assertFalse(Proofs.consistent(from, other, to, second, proof), from + " in " + to);
        }
        if (from > 0 && from < to) {
          assertFalse(Proofs.consistent(from, first, to, Hash.EMPTY, proof), from + " in " + to);
          assertFalse(Proofs.consistent(from, second, to, first, proof), from + " in " + to);
        }
      }
    }
  }

  @Test
  void aProofOfAnotherLengthProvesNothing() {
    for (int size = 1; size <= 40; size++) {
      for (int index = 0; index < size; index++) {
        var leaf = Hash.of(log.root(index, index + 1));
        var path = Proofs.inclusion(tree, index, size);
        assertEquals(Optional.empty(), Proofs.rootOf(leaf, index, size, longer(path)));
        if (!path.isEmpty()) {
          var shorter = path.subList(0, path.size() - 1);
          assertEquals(Optional.empty(), Proofs.rootOf(leaf, index, size, shorter));
        }
      }
      for (int from = 1; from <= size; from++) {
        var first = Hash.of(log.root(0, from));
        var second = Hash.of(log.root(0, size));
        var proof = Proofs.consistency(tree, from, size);
        assertFalse(Proofs.consistent(from, first, size, second, longer(proof)));
        if (!proof.isEmpty()) {
          var shorter = proof.subList(0, proof.size() - 1);
          assertFalse(Proofs.consistent(from, first, size, second, shorter));
        }
      }
    }
  }

  /** A log could sign the root of one tree with the size of another. */
  @Test
  void aProofOfOneTreeIsNoneOfALargerOne() {
    for (int to = 1; to <= 40; to++) {
      var second = Hash.of(log.root(0, to));
      for (int from = 1; from <= to; from++) {
        var first = Hash.of(log.root(0, from));
        var proof = Proofs.consistency(tree, from, to);
        for (long claimed = 2L * to; claimed <= 8L * to; claimed *= 2) {
          assertFalse(Proofs.consistent(from, first, claimed, second, proof));
        }
      }
    }
  }

  @Test
  void everyHashOfAProofCounts() {
    for (int from = 1; from < 40; from++) {
      var first = Hash.of(log.root(0, from));
      var second = Hash.of(log.root(0, 40));
      var proof = Proofs.consistency(tree, from, 40);
      for (int i = 0; i < proof.size(); i++) {
        assertFalse(Proofs.consistent(from, first, 40, second, changed(proof, i)));
      }
      var leaf = Hash.of(log.root(from, from + 1));
      var path = Proofs.inclusion(tree, from, 40);
      for (int i = 0; i < path.size(); i++) {
        assertNotEquals(Optional.of(second), Proofs.rootOf(leaf, from, 40, changed(path, i)));
      }
      assertNotEquals(Optional.of(second), Proofs.rootOf(leaf, from - 1, 40, path));
    }
  }

  @Test
  void aPlaceOutsideTheTreeProvesNothing() {
    var leaf = Hash.of(log.root(0, 1));
    assertEquals(Optional.empty(), Proofs.rootOf(leaf, 1, 1, List.of()));
    assertEquals(Optional.empty(), Proofs.rootOf(leaf, -1, 1, List.of()));
    assertEquals(Optional.empty(), Proofs.rootOf(leaf, 0, 0, List.of()));
    assertFalse(Proofs.consistent(2, leaf, 1, leaf, List.of()));
    assertFalse(Proofs.consistent(0, leaf, 1, leaf, List.of()));
    assertFalse(Proofs.consistent(3, leaf, 5, leaf, List.of()));
  }

  private static List<Hash> longer(List<Hash> path) {
    var longer = new ArrayList<>(path);
    longer.add(Hash.EMPTY);
    return longer;
  }

  private static List<Hash> changed(List<Hash> path, int at) {
    var changed = new ArrayList<>(path);
    var bytes = path.get(at).bytes();
    bytes[at % bytes.length] ^= 1;
    changed.set(at, Hash.of(bytes));
    return changed;
  }
}
