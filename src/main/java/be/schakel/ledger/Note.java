package be.schakel.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text with signatures under it (c2sp.org/signed-note).
 *
 * @param text one or more lines, the last one ended too
 * @param signatures in the order in which they stand
 */
record Note(String text, List<Signature> signatures) {

  /** More than any note of ours has; the standard asks for sixteen at least. */
  private static final int MOST_SIGNATURES = 64;

  private static final Pattern SIGNATURE =
      Pattern.compile("\u2014 ([^ +\\p{Cntrl}]+) ([A-Za-z0-9+/]+={0,2})");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n]]");

  /**
   * One line under the text.
   *
   * @param name whose it says it is
   * @param keyId four bytes that tell its key
   * @param bytes the signature itself, in the form of its key's type
   */
  record Signature(String name, int keyId, byte[] bytes) {

    static Signature parse(String line) {
      var match = SIGNATURE.matcher(line);
      if (!match.matches()) {
        throw new IllegalArgumentException("not a signature line");
      }
      var bytes = Base64.getDecoder().decode(match.group(2));
      if (bytes.length <= Integer.BYTES) {
        throw new IllegalArgumentException("not a signature line");
      }
      var buffer = ByteBuffer.wrap(bytes);
      var keyId = buffer.getInt();
      var signature = new byte[buffer.remaining()];
      buffer.get(signature);
      return new Signature(match.group(1), keyId, signature);
    }

    String line() {
      var all = ByteBuffer.allocate(Integer.BYTES + bytes.length);
      all.putInt(keyId).put(bytes);
      return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(all.array());
    }
  }

  Note {
    if (!text.endsWith("\n") || CONTROL.matcher(text).find()) {
      throw new IllegalArgumentException("not the text of a note");
    }
    signatures = List.copyOf(signatures);
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  static Note parse(String note) {
    var end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n") || end + 2 == note.length()) {
      throw new IllegalArgumentException("not a signed note");
    }
    var lines = note.substring(end + 2).lines().toList();
    if (lines.size() > MOST_SIGNATURES) {
      throw new IllegalArgumentException("too many signatures");
    }
    return new Note(note.substring(0, end + 1), lines.stream().map(Signature::parse).toList());
  }

  /** The same text under one more signature. */
  Note with(List<Signature> more) {
    var all = new ArrayList<>(signatures);
    all.addAll(more);
    return new Note(text, all);
  }

  /** As it is sent and kept. */
  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()).append('\n'));
    return note.toString();
  }
}
