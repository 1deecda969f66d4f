package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tour is what the README tells, and needs no more than it says. */
class TourTest {

  static final Set<String> SETTINGS = Set.of("SCHAKEL_URL", "SCHAKEL_PKI", "SCHAKEL_VERIFY");

  private static final Pattern STEP = Pattern.compile("(?m)^step '([^']+)'$");
  private static final Pattern TOLD = Pattern.compile("(?m)^\\d+\\. (.+)$");
  private static final Pattern CALLED = Pattern.compile("\\$\\{(SCHAKEL_[A-Z]+):-");

  @Test
  void theReadmeTellsItsSteps() {
    assertEquals(groups(STEP, Pages.text(Pages.TOUR)), groups(TOLD, section("The tour")));
  }

  @Test
  void itCanBeStarted() {
    assertTrue(Files.isExecutable(Pages.TOUR));
    assertTrue(Pages.text(Pages.TOUR).startsWith("#!/usr/bin/env bash\n"));
  }

  @Test
  void itNeedsNothingButBashAndCurl() {
    var script = Pages.text(Pages.TOUR);
    for (var tool : List.of("jq", "python", "perl", "openssl", "node", "awk", "wget")) {
      assertFalse(Pattern.compile("(?m)(^|[|(]\\s*)" + tool + "\\b").matcher(script).find(), tool);
    }
  }

  @Test
  void itIsPointedElsewhereByWhatTheReadmeNames() {
    assertEquals(SETTINGS, Pages.found(CALLED, Pages.text(Pages.TOUR)));
    SETTINGS.forEach(name -> assertTrue(section("The tour").contains(name), name));
  }

  static String section(String heading) {
    var text = Pages.text(Pages.README);
    var start = text.indexOf("## " + heading + "\n");
    assertTrue(start >= 0, heading);
    var end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
