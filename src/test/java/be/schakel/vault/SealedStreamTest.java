package be.schakel.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedStreamTest {

  private final SealedStream stream = new SealedStream(ContentKey.fresh(), "document/1");
  private final byte[] first = chunk(1, SealedStream.CHUNK);
  private final byte[] second = chunk(2, SealedStream.CHUNK);
  private final byte[] last = chunk(3, 17);

  @Test
  void chunksOpenWhereTheyWereSealed() {
    assertArrayEquals(first, stream.open(0, false, stream.seal(0, false, first, first.length)));
    assertArrayEquals(last, stream.open(2, true, stream.seal(2, true, last, last.length)));
  }

  @Test
  void emptyContentIsOneLastChunk() {
    assertArrayEquals(new byte[0], stream.open(0, true, stream.seal(0, true, new byte[0], 0)));
  }

  @Test
  void swappedChunkDoesNotOpen() {
    var sealed = stream.seal(1, false, second, second.length);
    assertThrows(IllegalStateException.class, () -> stream.open(0, false, sealed));
  }

  @Test
  void contentCutOffAfterAChunkDoesNotOpen() {
    var sealed = stream.seal(1, false, second, second.length);
    assertThrows(IllegalStateException.class, () -> stream.open(1, true, sealed));
  }

  @Test
  void contentContinuedAfterItsLastChunkDoesNotOpen() {
    var sealed = stream.seal(2, true, last, last.length);
    assertThrows(IllegalStateException.class, () -> stream.open(2, false, sealed));
  }

  @Test
  void chunkOfAnotherDocumentDoesNotOpen() {
    var elsewhere = new SealedStream(stream.key(), "document/2");
    var sealed = stream.seal(0, false, first, first.length);
    assertThrows(IllegalStateException.class, () -> elsewhere.open(0, false, sealed));
  }

  private static byte[] chunk(int seed, int length) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
