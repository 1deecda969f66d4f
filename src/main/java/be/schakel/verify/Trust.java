package be.schakel.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that who checks brings along: everything that is proven rests on them.
 *
 * @param logs keys of the log; several after a rotation
 * @param quorum how many different witnesses must have seen a checkpoint; 0 for none
 */
record Trust(List<VerifierKey> logs, List<VerifierKey> witnesses, int quorum) {

  /** A witness that saw a checkpoint, and when it says it did. */
  record Seen(VerifierKey witness, Optional<Instant> at) {}

  /** A checkpoint whose signatures were checked. */
  record Checked(Checkpoint checkpoint, List<VerifierKey> logs, List<Seen> seen) {}

  /** For checkpoints from before, which fewer witnesses may have seen. */
  Trust withoutQuorum() {
    return new Trust(logs, witnesses, 0);
  }

  /**
   * Unknown signatures are ignored; one of a known key that does not verify makes the whole note
   * worthless (C2SP signed-note).
   */
  Checked check(Checkpoint checkpoint, String what) {
    var note = checkpoint.note();
    var signed = new ArrayList<VerifierKey>();
    var seen = new ArrayList<Seen>();
    for (var line : note.lines()) {
      for (var key : logs) {
        if (key.made(line)) {
          verify(key, note, line, what);
          signed.add(key);
        }
      }
      for (var key : witnesses) {
        if (key.made(line)) {
          verify(key, note, line, what);
          seen.add(new Seen(key, key.time(line.signature())));
        }
      }
    }
    if (signed.isEmpty()) {
      throw NotProven.unusable("checkpoint.unsigned", what);
    }
    // The name of a log's key is its origin: a key for one log says nothing of another
    if (signed.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
      throw NotProven.disproven("checkpoint.origin", what, checkpoint.origin());
    }
    var different = seen.stream().map(Seen::witness).distinct().count();
    if (different < quorum) {
      throw NotProven.disproven("checkpoint.quorum", what, different, quorum);
    }
    return new Checked(checkpoint, List.copyOf(signed), List.copyOf(seen));
  }

  private static void verify(VerifierKey key, SignedNote note, SignedNote.Line line, String what) {
    if (!key.verifies(note.text(), line.signature())) {
      throw NotProven.disproven("checkpoint.signature", what, key.name());
    }
  }
}
