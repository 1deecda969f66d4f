package be.schakel.verify;

/**
 * What a log says of itself at one moment (C2SP tlog-checkpoint): how many entries it has, and the
 * root over them. Nothing until a signature of its log was checked, see {@link Trust}.
 *
 * @param origin the name of the log
 */
record Checkpoint(String origin, long size, Hash root, SignedNote note) {

  static Checkpoint parse(SignedNote note, String what) {
    var lines = note.text().split("\n", -1);
    var size = lines.length < 4 ? null : Strict.decimal(lines[1]).orElse(null);
    var root = lines.length < 4 ? null : Hash.base64(lines[2]).orElse(null);
    if (size == null || root == null || lines[0].isEmpty()) {
      throw NotProven.unusable("checkpoint.malformed", what);
    }
    for (int i = 3; i < lines.length - 1; i++) {
      if (lines[i].isEmpty()) {
        throw NotProven.unusable("checkpoint.malformed", what);
      }
    }
    if (size == 0 && !root.equals(Hash.EMPTY)) {
      throw NotProven.disproven("checkpoint.empty", what);
    }
    return new Checkpoint(lines[0], size, root, note);
  }

  static Checkpoint parse(byte[] bytes, String what) {
    return parse(SignedNote.parse(bytes, what), what);
  }
}
