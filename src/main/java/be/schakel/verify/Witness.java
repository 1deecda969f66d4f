package be.schakel.verify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A C2SP witness: cosigns a checkpoint of a log it knows when it continues the last one it
 * cosigned, and never two that contradict each other. What it cosigned is on the disk before
 * anybody gets the cosignature. Thread safe; one process at a time for each folder.
 */
final class Witness implements AutoCloseable {

  /** Of a request: sixty-three hashes and a note with many signatures. */
  static final int LARGEST_REQUEST = 1 << 20;

  private static final int LONGEST_PROOF = 63;

  /** An answer of {@code add-checkpoint} (C2SP tlog-witness). */
  record Answer(int status, String type, String body) {

    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int UNPROCESSABLE = 422;

    static Answer of(int status) {
      return new Answer(status, "text/plain; charset=utf-8", "");
    }
  }

  private final Path folder;
  private final WitnessKey key;
  private final Map<String, List<VerifierKey>> logs;
  private final FileChannel channel;

  private Witness(Path folder, WitnessKey key, List<VerifierKey> logs, FileChannel channel) {
    this.folder = folder;
    this.key = key;
    this.channel = channel;
    this.logs = new HashMap<>();
    logs.forEach(log -> this.logs.computeIfAbsent(log.name(), name -> new ArrayList<>()).add(log));
  }

  static Witness open(Path folder) {
    var key = WitnessKey.load(folder);
    var logs = new ArrayList<VerifierKey>();
    for (var line : Options.lines(folder.resolve("logs"))) {
      if (!line.isBlank()) {
        logs.add(VerifierKey.parse(line));
      }
    }
    return new Witness(folder, key, logs, lock(folder));
  }

  /** Two processes on one folder could each cosign another tree. */
  private static FileChannel lock(Path folder) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
      channel.close();
    } catch (OverlappingFileLockException | IOException taken) {
      closed(channel);
    }
    throw NotProven.unusable("witness.busy", folder);
  }

  private static void closed(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException alreadyGone) {
      throw NotProven.unusable("file.unreadable", "lock");
    }
  }

  VerifierKey key() {
    return key.verifier();
  }

  List<VerifierKey> knownKeys(String origin) {
    return logs.getOrDefault(origin, List.of());
  }

  /** The last checkpoint of a log that was cosigned. */
  Optional<Checkpoint> last(String origin) {
    var file = state(origin);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var last = Checks.read(file);
    if (!last.origin().equals(origin)) {
      throw NotProven.unusable("checkpoint.malformed", file);
    }
    return Optional.of(last);
  }

  /**
   * {@code add-checkpoint}: whatever the request holds, there is an answer to it.
   *
   * @throws NotProven when the witness's own state cannot be read
   */
  Answer add(byte[] request, Instant now) throws IOException {
    var text = Strict.utf8(request).orElse("");
    var split = text.indexOf("\n\n");
    var lines = split < 0 ? List.<String>of() : List.of(text.substring(0, split).split("\n", -1));
    if (lines.isEmpty() || !lines.get(0).startsWith("old ") || lines.size() > LONGEST_PROOF + 1) {
      return Answer.of(Answer.BAD_REQUEST);
    }
    var old = Strict.decimal(lines.get(0).substring("old ".length()));
    var proof = new ArrayList<Hash>();
    for (var line : lines.subList(1, lines.size())) {
      Hash.base64(line).ifPresent(proof::add);
    }
    var checkpoint = checkpoint(text.substring(split + 2));
    if (old.isEmpty() || proof.size() != lines.size() - 1 || checkpoint.isEmpty()) {
      return Answer.of(Answer.BAD_REQUEST);
    }
    return add(old.get(), proof, checkpoint.get(), now);
  }

  private static Optional<Checkpoint> checkpoint(String note) {
    try {
      return Optional.of(Checkpoint.parse(SignedNote.parse(note, "request"), "request"));
    } catch (NotProven malformed) {
      return Optional.empty();
    }
  }

  /** In the order in which the specification lists what must hold. */
  synchronized Answer add(long old, List<Hash> proof, Checkpoint checkpoint, Instant now)
      throws IOException {
    var keys = knownKeys(checkpoint.origin());
    if (keys.isEmpty()) {
      return Answer.of(Answer.NOT_FOUND);
    }
    try {
      new Trust(keys, List.of(), 0).check(checkpoint, "request");
    } catch (NotProven notSigned) {
      return Answer.of(Answer.FORBIDDEN);
    }
    if (old > checkpoint.size()) {
      return Answer.of(Answer.BAD_REQUEST);
    }
    var last = last(checkpoint.origin());
    var size = last.map(Checkpoint::size).orElse(0L);
    var root = last.map(Checkpoint::root).orElse(Hash.EMPTY);
    var forked = size == checkpoint.size() && !root.equals(checkpoint.root());
    if (old != size || forked) {
      return new Answer(Answer.CONFLICT, "text/x.tlog.size", size + "\n");
    }
    var holds =
        old == 0
            ? proof.isEmpty()
            : Proofs.consistent(old, root, checkpoint.size(), checkpoint.root(), proof);
    if (!holds) {
      return Answer.of(Answer.UNPROCESSABLE);
    }
    Safely.write(
        state(checkpoint.origin()), checkpoint.note().toString().getBytes(StandardCharsets.UTF_8));
    return new Answer(
        Answer.OK, "text/plain; charset=utf-8", key.cosign(checkpoint, now).toString());
  }

  private Path state(String origin) {
    var digest = Hash.sha256().digest(origin.getBytes(StandardCharsets.UTF_8));
    return folder.resolve("state").resolve(HexFormat.of().formatHex(digest) + ".checkpoint");
  }

  @Override
  public void close() {
    closed(channel);
  }
}
