package be.schakel.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTest {

  private static final byte[] PLAIN = "a child said".getBytes(StandardCharsets.UTF_8);

  private final ContentKey one = ContentKey.fresh();
  private final ContentKey other = ContentKey.fresh();

  @Test
  void opensWithItsKeyInItsPlace() {
    assertArrayEquals(PLAIN, Sealed.open(one, "a", Sealed.seal(one, "a", PLAIN)));
  }

  @Test
  void sealsTheSameTwiceDifferently() {
    assertFalse(Arrays.equals(Sealed.seal(one, "a", PLAIN), Sealed.seal(one, "a", PLAIN)));
  }

  @Test
  void doesNotOpenElsewhereOrWithAnotherKey() {
    var sealed = Sealed.seal(one, "a", PLAIN);
    assertThrows(IllegalStateException.class, () -> Sealed.open(one, "b", sealed));
    assertThrows(IllegalStateException.class, () -> Sealed.open(other, "a", sealed));
  }

  @Test
  void everyChangedBitIsNoticed() {
    var sealed = Sealed.seal(one, "a", PLAIN);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      var changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(IllegalStateException.class, () -> Sealed.open(one, "a", changed));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 28})
  void whatIsTooShortDoesNotOpen(int length) {
    assertThrows(IllegalStateException.class, () -> Sealed.open(one, "a", new byte[length]));
  }

  @Test
  void joinedKeyNeedsEveryKeyInAnyOrder() {
    var sealed = Sealed.seal(ContentKey.joined(List.of(one, other)), "a", PLAIN);
    assertArrayEquals(PLAIN, Sealed.open(ContentKey.joined(List.of(other, one)), "a", sealed));
    for (var less : List.of(List.of(one), List.of(other), List.of(one, ContentKey.fresh()))) {
      assertThrows(
          IllegalStateException.class, () -> Sealed.open(ContentKey.joined(less), "a", sealed));
    }
  }

  @Test
  void sealedKeyOpensWhatItSealed() {
    var inner = ContentKey.fresh();
    var sealed = Sealed.seal(inner, "a", PLAIN);
    var again = Sealed.openKey(one, "k", Sealed.sealKey(one, "k", inner));
    assertArrayEquals(PLAIN, Sealed.open(again, "a", sealed));
  }

  @Test
  void keyHasNoTextForm() {
    assertFalse(one.toString().contains(Arrays.toString(one.bytes())));
    org.junit.jupiter.api.Assertions.assertTrue(
        one.toString().startsWith(ContentKey.class.getName() + "@"));
  }
}
