package be.schakel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the source shows. */
class SourceTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final int MOST_LINES = 400;
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:abstract |final |sealed |non-sealed )*(?:class|record|enum|interface|@interface) ",
          Pattern.MULTILINE);

  @Test
  void everyPublicTypeSaysWhatItIsFor() throws IOException {
    var silent = new TreeSet<String>();
    for (var file : sources()) {
      var text = Files.readString(file);
      var type = PUBLIC_TYPE.matcher(text);
      if (type.find() && !text.substring(0, type.start()).contains("/**")) {
        silent.add(file.toString());
      }
    }
    assertEquals(new TreeSet<>(), silent);
  }

  @Test
  void everyRoomSaysWhatLivesInIt() throws IOException {
    var silent = new TreeSet<String>();
    for (var file : sources()) {
      if (!Files.exists(file.resolveSibling("package-info.java"))) {
        silent.add(file.getParent().toString());
      }
    }
    assertEquals(new TreeSet<>(), silent);
  }

  @Test
  void noSourceIsTwoThings() throws IOException {
    var long400 = new TreeSet<String>();
    for (var file : sources()) {
      if (Files.readAllLines(file).size() > MOST_LINES) {
        long400.add(file.toString());
      }
    }
    assertEquals(new TreeSet<>(), long400);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
