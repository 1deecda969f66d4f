package be.schakel.verify;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a command tells: each thing as it is checked, then the verdict, then in plain words what
 * follows from it and what does not.
 */
final class Report {

  private static final int PROVEN = 0;

  private final Texts texts;
  private final PrintStream out;
  private final PrintStream err;
  private final Set<String> proves = new LinkedHashSet<>();
  private final List<String> not = new ArrayList<>();

  Report(Texts texts, PrintStream out, PrintStream err) {
    this.texts = texts;
    this.out = out;
    this.err = err;
  }

  /** Something that was checked and holds. */
  void holds(String text, Object... details) {
    out.println("  " + texts.plain("holds") + "  " + texts.say(text, details));
  }

  /** Something to know, that nothing rests on. */
  void tell(String text, Object... details) {
    out.println("      " + texts.say(text, details));
  }

  /** Something that who sits before it should type. */
  void ask(String text) {
    err.println(texts.plain(text));
  }

  void line(String line) {
    out.println(line);
  }

  /** Something that follows when everything holds. */
  void proves(String text, Object... details) {
    proves.add(texts.say(text, details));
  }

  /** Something that one might think follows, and does not. */
  void doesNotProve(String text, Object... details) {
    not.add(texts.say(text, details));
  }

  Progress progress(String text) {
    return new Progress((done, all) -> err.println("      " + texts.say(text, done, all)));
  }

  int proven() {
    out.println();
    out.println(texts.plain("proven"));
    list("proves", proves);
    list("proves.not", not);
    return PROVEN;
  }

  int ends(NotProven why) {
    var disproven = why.exit() == NotProven.DISPROVEN;
    var stream = disproven ? out : err;
    stream.println("  " + texts.plain("fails") + "  " + texts.say(why.text(), why.details()));
    stream.println();
    stream.println(texts.plain(disproven ? "disproven" : "unusable"));
    return why.exit();
  }

  private void list(String heading, Iterable<String> lines) {
    if (lines.iterator().hasNext()) {
      out.println();
      out.println(texts.plain(heading));
      lines.forEach(line -> out.println("  * " + line));
    }
  }
}
