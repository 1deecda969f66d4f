package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a page points at is there. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** A path of the project: it begins with one of the few names of the top level. */
  private static final Pattern PLACE =
      Pattern.compile("(?:src|liberty|openapi|\\.ci)/[\\w./-]*|pom\\.xml|README\\.md");

  @Test
  void everyLinkLeadsSomewhere() {
    var dead = new TreeSet<String>();
    for (var page : Pages.all()) {
      for (var link : Pages.found(LINK, Pages.prose(page))) {
        if (!link.contains("://") && !leads(page, link)) {
          dead.add(page + ": " + link);
        }
      }
    }
    assertEquals(List.of(), List.copyOf(dead));
  }

  @Test
  void everyFileThatAPageNamesIsThere() {
    var missing = new TreeSet<String>();
    for (var page : Pages.all()) {
      var named = new TreeSet<>(Pages.quoted(page));
      Pages.blocks(page, "").forEach(block -> named.addAll(List.of(block.split("[\\s@'\"]+"))));
      named.stream()
          .filter(name -> PLACE.matcher(name).matches())
          .filter(name -> !Files.exists(Path.of(name)))
          .forEach(name -> missing.add(page + ": " + name));
    }
    assertEquals(List.of(), List.copyOf(missing));
  }

  @Test
  void everyPageIsReachedFromTheReadme() {
    var reached = new TreeSet<Path>();
    follow(Pages.README, reached);
    var all = new TreeSet<>(Pages.all());
    all.removeAll(reached);
    assertEquals(List.of(), List.copyOf(all));
  }

  @Test
  void aDecisionIsAPageAtMostAndDated() {
    Pages.files(Pages.DECISIONS, 1)
        .filter(file -> !file.endsWith("README.md"))
        .forEach(
            file -> {
              var text = Pages.text(file);
              assertTrue(
                  file.getFileName().toString().matches("\\d{4}-[a-z-]+\\.md"), file::toString);
              assertTrue(text.startsWith("# ") && text.lines().findFirst().get().endsWith("?"));
              assertTrue(text.matches("(?s)[^\\n]+\\n\\n\\*20\\d\\d-\\d\\d-\\d\\d\\*\\n.*"));
              assertEquals(
                  List.of(
                      "Why it came up",
                      "Choice",
                      "What we gave up",
                      "How we would notice that it was wrong"),
                  Pattern.compile("(?m)^## (.+)$")
                      .matcher(text)
                      .results()
                      .map(heading -> heading.group(1))
                      .toList(),
                  file::toString);
              assertTrue(text.length() < 3500, file + " is longer than a page");
            });
  }

  private static void follow(Path page, TreeSet<Path> reached) {
    if (reached.add(page)) {
      Pages.found(LINK, Pages.prose(page)).stream()
          .filter(link -> !link.contains("://") && !link.startsWith("#"))
          .map(link -> target(page, link))
          .filter(target -> target.toString().endsWith(".md"))
          .forEach(target -> follow(target, reached));
    }
  }

  private static Path target(Path page, String link) {
    var file = link.replaceFirst("#.*", "");
    return file.isEmpty() ? page : page.resolveSibling(file).normalize();
  }

  private static boolean leads(Path page, String link) {
    var target = target(page, link);
    if (!Files.exists(target)) {
      return false;
    }
    var hash = link.indexOf('#');
    return hash < 0
        || HEADING
            .matcher(Pages.text(target))
            .results()
            .anyMatch(heading -> anchor(heading.group(1)).equals(link.substring(hash + 1)));
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
