package be.schakel.ledger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The newest checkpoint that this node has shown to anybody, kept in a file apart from the
 * database: a database that is behind it was restored, and must not sign other trees of sizes that
 * somebody has seen.
 *
 * <p>It only ever moves on. Written to the file before it is shown, so that nobody has seen more
 * than the file knows. Thread safe.
 */
@ApplicationScoped
class Published {

  @Inject TreeTables tables;
  @Inject LogKeys keys;

  @Inject
  @ConfigProperty(name = "schakel.log.published", defaultValue = "${schakel.home}/log/checkpoint")
  String file;

  private volatile Optional<SignedTree> shown = Optional.empty();
  private volatile Optional<Instant> writtenAt = Optional.empty();

  /**
   * @throws IllegalStateException when the file is not a checkpoint that this log signed
   */
  @PostConstruct
  void load() {
    var path = Path.of(file);
    if (!Files.exists(path)) {
      return;
    }
    try {
      var note = Note.parse(Files.readString(path));
      var origin = Checkpoint.parse(note.text()).origin();
      var epoch = keys.epoch(origin).filter(number -> keys.signed(number, note));
      shown = Optional.of(SignedTree.of(epoch.orElseThrow(this::notOurs), note));
      writtenAt = Optional.of(Files.getLastModifiedTime(path).toInstant());
    } catch (IllegalArgumentException broken) {
      throw notOurs();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** When that was written down. */
  Optional<Instant> writtenAt() {
    return writtenAt;
  }

  /** What everybody may see now. */
  Optional<SignedTree> newest() {
    return shown;
  }

  /**
   * Compares what the database holds with what was shown.
   *
   * @param stored its newest tree
   * @throws StoppedLog when it does not continue what was shown
   */
  void compare(int epoch, Optional<SignedTree> stored) {
    var before = shown;
    if (before.isEmpty() || before.get().epoch() < epoch) {
      return;
    }
    var last = before.get();
    var size = stored.map(SignedTree::size).orElse(-1L);
    if (last.epoch() > epoch || size < last.size()) {
      throw new StoppedLog(
          StoppedLog.Reason.REWOUND,
          "published=%s:%d stored=%d:%d".formatted(last.epoch(), last.size(), epoch, size));
    }
    var tree = stored.orElseThrow();
    var same =
        size == last.size()
            ? tree.checkpoint().agrees(last.checkpoint())
            : Arrays.equals(tables.tree(epoch, size).root(last.size()), last.checkpoint().root());
    if (!same) {
      throw new StoppedLog(
          StoppedLog.Reason.FORKED,
          "published=%d:%d stored=%d:%d".formatted(epoch, last.size(), epoch, size));
    }
  }

  /**
   * Shows a tree that is committed, and that was compared with or grew from what was shown.
   *
   * @throws UncheckedIOException when it cannot be written down first; nothing is shown then
   */
  synchronized void show(SignedTree tree) {
    var behind = shown.filter(now -> !isBefore(now, tree)).isPresent();
    if (behind) {
      return;
    }
    try {
      var path = Path.of(file);
      write(path, tree.note().toString());
      writtenAt = Optional.of(Files.getLastModifiedTime(path).toInstant());
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
    shown = Optional.of(tree);
  }

  private static boolean isBefore(SignedTree one, SignedTree other) {
    return one.epoch() < other.epoch() || one.epoch() == other.epoch() && one.size() < other.size();
  }

  private static void write(Path file, String text) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    var part = directory.resolve(file.getFileName() + ".part");
    try (var channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private IllegalStateException notOurs() {
    return new IllegalStateException(
        "schakel.log.published holds no checkpoint that this log signed: " + file);
  }
}
