package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each line of the auditor guide about who notices what names the tests that show it. */
class DrillsTest {

  private static final Path GUIDE = Path.of("src/site/markdown/auditors.md");
  private static final Pattern TABLE =
      Pattern.compile("(?ms)^\\| somebody \\| noticed by \\| drill \\|\\n\\|---.*?\\n(.*?)\\n\\n");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void everyLineIsATest() {
    var tests =
        Pages.files(Path.of("src/test/java"), Integer.MAX_VALUE)
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toSet());
    var table = TABLE.matcher(Pages.text(GUIDE));
    assertTrue(table.find(), "the guide has the table");
    var missing = new TreeSet<String>();
    for (var line : table.group(1).lines().toList()) {
      var cells = line.split("\\|");
      assertEquals(4, cells.length, line);
      var named = NAME.matcher(cells[3]).results().map(name -> name.group(1)).toList();
      assertFalse(named.isEmpty(), line);
      named.stream().filter(name -> !tests.contains(name + ".java")).forEach(missing::add);
    }
    assertEquals(new TreeSet<>(), missing);
  }
}
