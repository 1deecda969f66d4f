package be.schakel.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A C2SP signed note: a text, and lines of signatures that anybody may have added to.
 *
 * @param text with its last newline
 */
record SignedNote(String text, List<Line> lines) {

  /** More than anybody needs; the specification asks for sixteen at least. */
  static final int MOST_LINES = 256;

  private static final String DASH = "\u2014 ";
  private static final int ID = 4;

  /**
   * @param id as the key's line has it
   */
  record Line(String name, String id, byte[] signature) {

    @Override
    public String toString() {
      var key = HexFormat.of().parseHex(id);
      var whole = Arrays.copyOf(key, ID + signature.length);
      System.arraycopy(signature, 0, whole, ID, signature.length);
      return DASH + name + " " + Base64.getEncoder().encodeToString(whole) + "\n";
    }
  }

  /**
   * @param what names the note where it cannot be read
   */
  static SignedNote parse(byte[] bytes, String what) {
    return parse(
        Strict.utf8(bytes).orElseThrow(() -> NotProven.unusable("note.malformed", what)), what);
  }

  static SignedNote parse(String note, String what) {
    var split = note.lastIndexOf("\n\n");
    if (split < 0
        || split + 2 == note.length()
        || !note.endsWith("\n")
        || note.chars().anyMatch(each -> each < ' ' && each != '\n')) {
      throw NotProven.unusable("note.malformed", what);
    }
    var lines = new ArrayList<Line>();
    for (var line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
      lines.add(line(line, what));
    }
    if (lines.size() > MOST_LINES) {
      throw NotProven.unusable("note.malformed", what);
    }
    return new SignedNote(note.substring(0, split + 1), List.copyOf(lines));
  }

  private static Line line(String line, String what) {
    var space = line.lastIndexOf(' ');
    if (line.startsWith(DASH) && space > DASH.length()) {
      var name = line.substring(DASH.length(), space);
      var bytes = Strict.base64(line.substring(space + 1));
      if (VerifierKey.isName(name) && bytes.filter(found -> found.length > ID).isPresent()) {
        return new Line(
            name,
            HexFormat.of().formatHex(bytes.get(), 0, ID),
            Arrays.copyOfRange(bytes.get(), ID, bytes.get().length));
      }
    }
    throw NotProven.unusable("note.malformed", what);
  }

  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    lines.forEach(note::append);
    return note.toString();
  }
}
