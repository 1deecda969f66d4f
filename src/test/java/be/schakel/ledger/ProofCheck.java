package be.schakel.ledger;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs as RFC 9162 says that their receiver does, step by step, with the JDK alone: it has
 * nothing in common with the code that makes them.
 */
public final class ProofCheck {

  private ProofCheck() {}

  /** RFC 9162 2.1.3.2. */
  public static boolean includes(
      byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
    if (index >= size) {
      return false;
    }
    var fn = index;
    var sn = size - 1;
    var r = leaf;
    for (var p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = hash(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = hash(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(r, root);
  }

  /** RFC 9162 2.1.4.2; of the same size, equal roots and no proof. */
  public static boolean continues(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
    if (first == second) {
      return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (first == 0) {
      return proof.isEmpty();
    }
    if (proof.isEmpty()) {
      return false;
    }
    var path = new java.util.ArrayList<>(proof);
    if (Long.bitCount(first) == 1) {
      path.add(0, firstRoot);
    }
    var fn = first - 1;
    var sn = second - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    var fr = path.get(0);
    var sr = path.get(0);
    for (var c : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = hash(c, fr);
        sr = hash(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = hash(sr, c);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
  }

  private static byte[] hash(byte[] left, byte[] right) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) 1);
      digest.update(left);
      return digest.digest(right);
    } catch (java.security.GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
