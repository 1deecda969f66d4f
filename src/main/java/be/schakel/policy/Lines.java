package be.schakel.policy;

import java.util.List;
import java.util.function.Consumer;

/** Reads a table of the policy: a header, then lines with as many fields. */
final class Lines {

  private Lines() {}

  /**
   * Gives each line's fields to what reads them.
   *
   * @throws IllegalArgumentException with the file and the line number, for whatever is wrong
   */
  static void read(
      String file, String text, String header, String between, Consumer<List<String>> each) {
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(header)) {
      throw broken(file, 1, "the header must be " + header, null);
    }
    var width = header.split(between, -1).length;
    for (int at = 1; at < lines.size(); at++) {
      var fields = List.of(lines.get(at).split(between, -1));
      if (fields.size() != width) {
        throw broken(file, at + 1, width + " fields are expected", null);
      }
      try {
        each.accept(fields);
      } catch (IllegalArgumentException wrong) {
        throw broken(file, at + 1, wrong.getMessage(), wrong);
      }
    }
  }

  static IllegalArgumentException broken(String file, int line, String why, Throwable cause) {
    return new IllegalArgumentException(file + ", line " + line + ": " + why, cause);
  }
}
