package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What stands in the files of the console, beside what a browser is told to refuse. */
class ConsoleFilesTest {

  private static final Path FOLDER = Path.of("src/main/webapp/console");

  /** Everything that reads text as markup or as a program. */
  private static final Pattern DANGEROUS =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|createContextualFragment"
              + "|DOMParser|srcdoc|javascript:|setTimeout\\(['\"`]|import\\(");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*? from '([^']*)';$");
  private static final Pattern ELSEWHERE = Pattern.compile("https?://[^\\s'\"]+");

  /** A name before a text, a function or a group of names. */
  private static final Pattern KEY = Pattern.compile("'?([\\w-]+)'?: (?=['`({])");

  private static TreeMap<String, String> files() throws IOException {
    try (var all = Files.walk(FOLDER)) {
      return all.filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> FOLDER.relativize(file).toString(),
                  ConsoleFilesTest::read,
                  (one, other) -> one,
                  TreeMap::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void nothingReadsTextAsMarkupOrAsAProgram() throws IOException {
    files().forEach((name, text) -> assertFalse(DANGEROUS.matcher(text).find(), name));
  }

  @Test
  void thePageHasNoScriptAndNoStyleOfItsOwn() throws IOException {
    var page = files().get("index.html");
    assertFalse(page.matches("(?s).*<style.*"));
    assertFalse(page.matches("(?s).*\\s(style|on[a-z]+)=.*"));
    assertEquals(1, page.split("<script", -1).length - 1);
    assertTrue(page.contains("<script type=\"module\" src=\"main.js\"></script>"));
  }

  @Test
  void everyModuleIsOneOfOursAndNothingComesFromElsewhere() throws IOException {
    var files = files();
    for (var file : files.entrySet()) {
      var imported = IMPORT.matcher(file.getValue());
      while (imported.find()) {
        var name = imported.group(1).replaceFirst("^\\./", "");
        assertTrue(files.containsKey(name), file.getKey() + " " + name);
      }
      var others =
          ELSEWHERE.matcher(file.getValue()).results().map(found -> found.group()).toList();
      others.forEach(address -> assertEquals("http://www.w3.org/2000/svg", address, file.getKey()));
    }
  }

  @Test
  void everyTextExistsInEveryLanguage() throws IOException {
    var files = files();
    var dutch = keys(files.get("texts/nl.js"));
    assertTrue(dutch.size() > 100);
    for (var language : List.of("fr", "en")) {
      assertEquals(dutch, keys(files.get("texts/" + language + ".js")), language);
    }
  }

  private static TreeSet<String> keys(String texts) {
    return KEY.matcher(texts)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
