package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthTest {

  private static final Leaves LEAVES = Leaves.of(66_000);

  @Test
  void everySizeHasTheRootOfItsLeaves() {
    var growth = new Growth(0, tile -> List.of());
    assertArrayEquals(LEAVES.root(0), growth.root());
    for (int size = 1; size <= 600; size++) {
      growth.append(LEAVES.hashes().get(size - 1));
      assertArrayEquals(LEAVES.root(size), growth.root(), "size " + size);
    }
  }

  /** Whoever takes over begins with what is stored. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 511, 65_535, 65_536, 65_537})
  void itGoesOnWhereAnotherStopped(int size) {
    var growth = new Growth(size, LEAVES::tile);
    assertArrayEquals(LEAVES.root(size), growth.root());
    for (int next = size; next < size + 300; next++) {
      growth.append(LEAVES.hashes().get(next));
    }
    assertEquals(size + 300, growth.size());
    assertArrayEquals(LEAVES.root(size + 300), growth.root());
  }

  @Test
  void fullTilesAreThoseOfTheLeavesAndComeOnce() {
    var growth = new Growth(250, LEAVES::tile);
    for (int next = 250; next < 65_600; next++) {
      growth.append(LEAVES.hashes().get(next));
    }
    assertEquals(257, growth.full().size());
    assertEquals(257, growth.full().stream().map(Growth.FullTile::tile).distinct().count());
    for (var full : growth.full()) {
      var hashes = LEAVES.tile(full.tile());
      assertArrayEquals(Tile.bytes(hashes), full.bytes(), full.tile().path());
      assertArrayEquals(MerkleTree.root(hashes), full.root());
    }
  }
}
