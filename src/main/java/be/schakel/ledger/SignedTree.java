package be.schakel.ledger;

/** A tree that was signed: its epoch, its checkpoint and the note that says so. */
record SignedTree(int epoch, Checkpoint checkpoint, Note note) {

  static SignedTree of(int epoch, Note note) {
    return new SignedTree(epoch, Checkpoint.parse(note.text()), note);
  }

  long size() {
    return checkpoint.size();
  }
}
