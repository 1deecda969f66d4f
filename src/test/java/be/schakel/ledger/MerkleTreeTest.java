package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {

  /** Computed by another program over the leaves {@code entry-0}, {@code entry-1}, … */
  @ParameterizedTest
  @DisplayName("RFC 9162 2.1.1: roots of small trees")
  @CsvSource({
    "0, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "1, QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU=",
    "2, LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=",
    "3, pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=",
    "4, JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts=",
    "5, GqaNMHSQWlgfhMu9D3U3lJBP2ARRvEwT5p2aU7xZUCw=",
    "6, CHg6Uj0mBIDeLM8JdtdBHtitrwb3XVpd4iVMWPlo7Kk=",
    "7, kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0="
  })
  void theRootIsThatOfTheStandard(int leaves, String root) {
    assertEquals(root, Base64.getEncoder().encodeToString(MerkleTree.root(leaves(leaves))));
  }

  @Test
  void theRootIsThatOfATreeGrownLeafByLeaf() throws Exception {
    for (int size = 1; size <= 300; size++) {
      assertArrayEquals(grown(leaves(size)), MerkleTree.root(leaves(size)), "size " + size);
    }
  }

  @Test
  void aLeafCommitsToTheEntryUnderItsSalt() {
    var salt = new byte[MerkleTree.HASH];
    IntStream.range(0, salt.length).forEach(i -> salt[i] = (byte) i);
    var leaf = MerkleTree.leaf(salt, "{\"action\":\"READ\",\"rule\":\"é😀\"}");
    assertEquals(
        "641b4c326da5c47cdfc3f82ef999ca0ddbbfd7f617f771820c130d82f2d1434c",
        HexFormat.of().formatHex(leaf));
  }

  @Test
  void anotherSaltOrAnotherEntryIsAnotherLeaf() {
    var salt = new byte[MerkleTree.HASH];
    var other = salt.clone();
    other[31] = 1;
    assertFalse(Arrays.equals(MerkleTree.leaf(salt, "{}"), MerkleTree.leaf(other, "{}")));
    assertFalse(Arrays.equals(MerkleTree.leaf(salt, "{}"), MerkleTree.leaf(salt, "{} ")));
  }

  @Test
  void theOrderOfTheLeavesMatters() {
    var leaves = leaves(2);
    var turned = List.of(leaves.get(1), leaves.get(0));
    assertFalse(Arrays.equals(MerkleTree.root(leaves), MerkleTree.root(turned)));
  }

  private static List<byte[]> leaves(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> MerkleTree.leafHash(("entry-" + i).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** The other way round: whole subtrees on a stack, as a log grows; RFC 9162 2.1.2. */
  private static byte[] grown(List<byte[]> leaves) throws Exception {
    Deque<byte[]> stack = new ArrayDeque<>();
    for (int i = 0; i < leaves.size(); i++) {
      stack.push(leaves.get(i));
      for (int merges = Integer.numberOfTrailingZeros(i + 1); merges > 0; merges--) {
        var right = stack.pop();
        stack.push(node(stack.pop(), right));
      }
    }
    while (stack.size() > 1) {
      var right = stack.pop();
      stack.push(node(stack.pop(), right));
    }
    return stack.pop();
  }

  private static byte[] node(byte[] left, byte[] right) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }
}
