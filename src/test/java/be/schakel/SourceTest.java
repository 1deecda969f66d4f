package be.schakel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the source shows. */
class SourceTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final int MOST_LINES = 400;

  /** A public type, nested ones too, with the annotations before it. */
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^ *public (?:static |abstract |final |sealed |non-sealed )*"
              + "(?:class|record|enum|interface|@interface) \\w+",
          Pattern.MULTILINE);

  /** The end of a comment, and after it nothing but annotations up to here. */
  private static final Pattern TOLD =
      Pattern.compile("\\*/\\s*(?:@\\w+(?:\\.\\w+)*(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s*)*\\z");

  private static final Pattern EMPTY_CATCH = Pattern.compile("catch \\([^)]*\\) \\{\\s*}");
  private static final Pattern PUT_OFF = Pattern.compile("\\b(?:TODO|FIXME|XXX|HACK)\\b|@author");

  /** A class of the JDK or of ours named with its package in the midst of code. */
  private static final Pattern LONG_NAME =
      Pattern.compile("(?<![\\w.\"])(?:java|jakarta|be\\.schakel)(?:\\.[a-z]\\w*)+\\.[A-Z]");

  @Test
  void everyPublicTypeSaysWhatItIsFor() throws IOException {
    var silent = new TreeSet<String>();
    for (var file : sources()) {
      var text = Files.readString(file);
      var type = PUBLIC_TYPE.matcher(text);
      while (type.find()) {
        if (!TOLD.matcher(text.substring(0, type.start())).find()) {
          silent.add(file + ": " + type.group().strip());
        }
      }
    }
    assertEquals(new TreeSet<>(), silent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** Said. */\n",
        "/** Said. */\n@Provider\n@Path(\"x\")\n",
        "/** Said. */\n@Transactional(rollbackOn = IOException.class, a = {@B(\"c\")})\n"
      })
  void commentBeforeTheAnnotationsCounts(String before) {
    assertTrue(TOLD.matcher(before).find());
    assertTrue(!TOLD.matcher(before + "int x;\n").find());
  }

  @Test
  void everyRoomSaysWhatLivesInIt() throws IOException {
    var silent = new TreeSet<String>();
    for (var file : sources()) {
      var said = file.resolveSibling("package-info.java");
      if (!Files.exists(said) || !Files.readString(said).startsWith("/**")) {
        silent.add(file.getParent().toString());
      }
    }
    assertEquals(new TreeSet<>(), silent);
  }

  @Test
  void noSourceIsTwoThings() throws IOException {
    var tooLong = new TreeSet<String>();
    for (var file : sources()) {
      if (Files.readAllLines(file).size() > MOST_LINES) {
        tooLong.add(file.toString());
      }
    }
    assertEquals(new TreeSet<>(), tooLong);
  }

  @Test
  void nothingIsPutOffOrSwallowed() throws IOException {
    var found = new TreeSet<String>();
    for (var file : sources()) {
      var text = Files.readString(file);
      for (var pattern : List.of(EMPTY_CATCH, PUT_OFF)) {
        pattern.matcher(text).results().forEach(each -> found.add(file + ": " + each.group()));
      }
    }
    assertEquals(new TreeSet<>(), found);
  }

  @Test
  void importsSayWhereNamesComeFrom() throws IOException {
    var found = new TreeSet<String>();
    for (var file : sources()) {
      for (var line : Files.readAllLines(file)) {
        var code = line.strip();
        var says = code.startsWith("import ") || code.startsWith("*") || code.startsWith("/");
        if (!says && LONG_NAME.matcher(code).find()) {
          found.add(file + ": " + code);
        }
      }
    }
    assertEquals(new TreeSet<>(), found);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
