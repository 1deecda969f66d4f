package docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people read, as these tests look at it: every Markdown page, and the files it tells of. */
final class Pages {

  static final Path README = Path.of("README.md");
  static final Path SETTINGS = Path.of("liberty/README.md");
  static final Path TOUR = Path.of("src/tour/tour.sh");
  static final Path PARTNERS = Path.of("src/site/markdown/partners.md");
  static final Path OPERATORS = Path.of("src/site/markdown/operators.md");
  static final Path DECISIONS = Path.of("src/site/markdown/decisions");

  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  private Pages() {}

  static List<Path> all() {
    return Stream.of(Path.of(""), Path.of("liberty"), Path.of("openapi"), Path.of("src"))
        .flatMap(
            folder ->
                files(folder, folder.toString().isEmpty() ? 1 : Integer.MAX_VALUE)
                    .filter(file -> file.toString().endsWith(".md")))
        .toList();
  }

  static Stream<Path> files(Path folder, int depth) {
    try (var found = Files.walk(folder, depth)) {
      return found.filter(Files::isRegularFile).toList().stream();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Without its blocks of code. */
  static String prose(Path page) {
    return FENCE.matcher(text(page)).replaceAll("");
  }

  /** The blocks of code in this language; empty for those that name none. */
  static List<String> blocks(Path page, String language) {
    return FENCE
        .matcher(text(page))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** What stands between back-ticks in the prose. */
  static Set<String> quoted(Path page) {
    return found(Pattern.compile("`([^`\\n]+)`"), prose(page));
  }

  /** The first group of every match. */
  static Set<String> found(Pattern pattern, String text) {
    var found = new TreeSet<String>();
    for (Matcher match = pattern.matcher(text); match.find(); ) {
      found.add(match.group(1));
    }
    return found;
  }

  /** The cells of the rows of every table whose first cell is in back-ticks. */
  static List<List<String>> rows(Path page) {
    return text(page)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(0, cells.size() - 1))
        .toList();
  }
}
