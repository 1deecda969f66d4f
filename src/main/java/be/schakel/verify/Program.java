package be.schakel.verify;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The program: takes the words of a command line, does what they ask and tells how it ended. Never
 * throws; whatever the input is, it ends with 0 (proven), 1 (disproven) or 2 (unusable).
 */
final class Program {

  /** The commands that need to be told whom to believe. */
  private static final Set<String> WITH_KEYS = Set.of("receipt", "checkpoint", "log", "mirror");

  private final Clock clock;

  Program(Clock clock) {
    this.clock = clock;
  }

  int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
    var words = new ArrayList<>(args);
    var language = language(words);
    var texts = Texts.in(language);
    var report = new Report(texts, out, err);
    try {
      if (!language.isEmpty() && !Texts.speaks(language)) {
        throw NotProven.unusable("option.language", language);
      }
      return command(words, in, texts, report);
    } catch (NotProven ends) {
      return report.ends(ends);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError surprise) {
      // Input that nobody thought of proves nothing
      return report.ends(NotProven.unusable("surprise", surprise.getClass().getSimpleName()));
    }
  }

  private int command(List<String> words, InputStream in, Texts texts, Report report) {
    var asked = words.isEmpty() ? "" : words.get(0);
    var command = asked.equals("witness") && words.size() > 1 ? asked + "-" + words.get(1) : asked;
    if (words.isEmpty() || words.contains("--help") || asked.equals("help")) {
      report.line(
          help(
              asked.equals("help") ? String.join("-", words.subList(1, words.size())) : command,
              texts));
      return words.isEmpty() ? NotProven.UNUSABLE : 0;
    }
    var rest = words.subList(command.equals(asked) ? 1 : 2, words.size());
    return switch (command) {
      case "receipt" -> new Checks(Options.parse(rest, Checks.RECEIPT), report).receipt();
      case "checkpoint" -> new Checks(Options.parse(rest, Checks.CHECKPOINT), report).checkpoint();
      case "log" -> new Checks(Options.parse(rest, Checks.LOG), report).log();
      case "mirror" -> new Mirror(Options.parse(rest, Mirror.OPTIONS), report, in).run();
      case "witness-init" -> new Witnessing(Options.parse(rest, Witnessing.INIT), report).init();
      case "witness-cosign" ->
          new Witnessing(Options.parse(rest, Witnessing.COSIGN), report).cosign(clock);
      case "witness-serve" ->
          new Witnessing(Options.parse(rest, Witnessing.SERVE), report).serve(clock, in);
      default -> throw NotProven.unusable("command.unknown", asked);
    };
  }

  private static String help(String command, Texts texts) {
    var about = texts.plain("help." + command);
    if (about.isEmpty() || command.equals("keys")) {
      return texts.plain("help");
    }
    return WITH_KEYS.contains(command) ? about + "\n" + texts.plain("help.keys") : about;
  }

  /** Takes {@code --lang} out of the words; empty when it was not there. */
  private static String language(List<String> words) {
    var at = words.indexOf("--lang");
    if (at < 0 || at + 1 == words.size()) {
      return "";
    }
    words.remove(at);
    return words.remove(at).toLowerCase(Locale.ROOT);
  }
}
