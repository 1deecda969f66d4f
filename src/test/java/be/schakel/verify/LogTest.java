package be.schakel.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole logs and what grew between two checkpoints. */
class LogTest {

  private static final int SIZE = 600;

  @TempDir Path folder;

  private final TestLog log = TestLog.ofVectors(SIZE);
  private Path dir;

  @BeforeEach
  void write() throws Exception {
    dir = folder.resolve("log");
    log.write(dir, SIZE);
  }

  private Ran check() {
    return Ran.of("log", "--dir", dir, "--key", log.vkey());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 255, 256, 257, 511, 512, 513})
  void logsOfEverySizeAreChecked(int size) throws Exception {
    var other = folder.resolve("other");
    log.write(other, size);
    Ran.of("log", "--dir", other, "--key", log.vkey()).proven().saying("All " + size + " entries");
  }

  @Test
  void aLogOfManyTilesIsCheckedWithProgress() throws Exception {
    var many = TestLog.ofVectors(70_000);
    var other = folder.resolve("many");
    many.write(other, many.size());
    Ran.of("log", "--dir", other, "--key", many.vkey())
        .proven()
        .saying("All 70000 entries")
        .saying("of 70000 entries\n");
  }

  @Test
  void noChangedByteOfAnyFilePasses() throws Exception {
    check().proven();
    var random = new Random(2);
    for (var file : files()) {
      var whole = Files.readAllBytes(file);
      for (int i = 0; i < 12; i++) {
        var changed = whole.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        check().neverProven();
      }
      Files.write(file, Arrays.copyOf(whole, whole.length - 1));
      check().neverProven();
      Files.delete(file);
      check().unusable();
      Files.write(file, whole);
    }
    check().proven();
  }

  private List<Path> files() throws Exception {
    try (var found = Files.walk(dir)) {
      return new ArrayList<>(found.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void anEntryChangedTogetherWithAllItsHashesIsNotWhatWasSigned() throws Exception {
    var rewritten = TestLog.ofVectors(100).add(new byte[] {1});
    for (int i = 101; i < SIZE; i++) {
      rewritten.add(("entry-" + i).getBytes(StandardCharsets.UTF_8));
    }
    rewritten.write(dir, SIZE);
    Files.writeString(dir.resolve("checkpoint"), log.checkpoint(SIZE));
    check().disproven().saying("do not give the root of the signed tree of 600");
  }

  @Test
  void aFullTileServesForAPartialOne() throws Exception {
    log.write(dir, 300);
    Files.delete(dir.resolve("tile/0/001.p/44"));
    Files.delete(dir.resolve("tile/entries/001.p/44"));
    check().proven().saying("All 300 entries");
  }

  @Test
  void aLogOnlyGrows() throws Exception {
    for (int from : new int[] {0, 1, 255, 256, 257, 300, 512, 599, 600}) {
      grew(log.checkpoint(from), log.checkpoint(SIZE))
          .proven()
          .saying("The tree of 600 entries begins with the tree of " + from);
    }
  }

  private Ran grew(String older, String newer) throws Exception {
    Files.writeString(folder.resolve("old"), older);
    Files.writeString(folder.resolve("new"), newer);
    return Ran.of(
        "checkpoint",
        "--old",
        folder.resolve("old"),
        "--new",
        folder.resolve("new"),
        "--tiles",
        dir,
        "--key",
        log.vkey());
  }

  @Test
  void aRewrittenLogIsCaughtEvenWithTheRealKey() throws Exception {
    var rewritten = TestLog.ofVectors(SIZE + 1);
    var other = TestLog.ofVectors(99).add(new byte[] {9});
    other.write(folder.resolve("unused"), 100);
    grew(other.checkpoint(100), log.checkpoint(SIZE)).disproven().saying("the past was changed");
    grew(rewritten.checkpoint(601), log.checkpoint(SIZE)).disproven().saying("went back");
    var forked = TestLog.ofVectors(SIZE - 1).add(new byte[] {9});
    grew(forked.checkpoint(SIZE), log.checkpoint(SIZE)).disproven().saying("two different trees");
  }

  @Test
  void aCheckpointWithAFalseSignatureIsDisproven() throws Exception {
    var forged = log.checkpoint(300).replace("\n300\n", "\n301\n");
    grew(forged, log.checkpoint(SIZE)).disproven().saying("does not hold");
  }

  @Test
  void aCheckpointOfAnUnknownKeyIsUnusable() throws Exception {
    var stranger = new TestLog(TestLog.ORIGIN, "77".repeat(32));
    grew(stranger.checkpoint(0), log.checkpoint(SIZE)).unusable().saying("none of the keys");
  }

  @Test
  void aKeySignsForItsOwnLogAlone() throws Exception {
    var text = log.checkpoint(SIZE);
    var body = text.substring(0, text.indexOf("\n\n") + 1);
    var other = log.signed(body.replace(TestLog.ORIGIN, "gateway.vk.example/another"));
    Files.writeString(dir.resolve("checkpoint"), other);
    check().disproven().saying("another log");
  }

  @Test
  void earlierCheckpointsOfTheFolderAreHeldAgainstIt() throws Exception {
    Files.createDirectories(dir.resolve("checkpoints"));
    Files.writeString(dir.resolve("checkpoints/256"), log.checkpoint(256));
    check().proven().saying("begins with the tree of 256");
    var other = TestLog.ofVectors(9).add(new byte[] {9});
    Files.writeString(dir.resolve("checkpoints/10"), other.checkpoint(10));
    check().disproven().saying("the past was changed");
  }
}
