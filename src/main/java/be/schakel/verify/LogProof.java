package be.schakel.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code .tlog-proof} (C2SP tlog-proof): the place of a leaf, the path from it to the root, and a
 * checkpoint that says the root.
 */
record LogProof(long index, List<Hash> path, Checkpoint checkpoint) {

  private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
  private static final int LONGEST_PATH = 63;

  static LogProof parse(byte[] bytes, String what) {
    var text = Strict.utf8(bytes).orElseThrow(() -> NotProven.unusable("proof.malformed", what));
    var split = text.indexOf("\n\n");
    if (!text.startsWith(HEADER) || split < HEADER.length()) {
      throw NotProven.unusable("proof.malformed", what);
    }
    var lines = List.of(text.substring(HEADER.length(), split).split("\n", -1));
    if (lines.get(0).startsWith("extra ")
        && Strict.base64(lines.get(0).substring("extra ".length())).isPresent()) {
      lines = lines.subList(1, lines.size());
    }
    if (lines.isEmpty() || !lines.get(0).startsWith("index ") || lines.size() > LONGEST_PATH + 1) {
      throw NotProven.unusable("proof.malformed", what);
    }
    var index =
        Strict.decimal(lines.get(0).substring("index ".length()))
            .orElseThrow(() -> NotProven.unusable("proof.malformed", what));
    var path = new ArrayList<Hash>();
    for (var line : lines.subList(1, lines.size())) {
      path.add(Hash.base64(line).orElseThrow(() -> NotProven.unusable("proof.malformed", what)));
    }
    var note = SignedNote.parse(text.substring(split + 2), what);
    return new LogProof(index, List.copyOf(path), Checkpoint.parse(note, what));
  }
}
