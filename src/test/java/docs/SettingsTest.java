package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings is what the server and the code really read, with the same defaults. */
class SettingsTest {

  private static final Path PROPERTIES =
      Path.of("src/main/resources/META-INF/microprofile-config.properties");
  private static final Pattern VARIABLE =
      Pattern.compile("<variable name=\"([^\"]+)\" defaultValue=\"([^\"]*)\"/>");
  private static final Pattern READ =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"((?:schakel|SCHAKEL)[^\"]+)\"");

  @Test
  void everyDefaultIsInTheTableAndNothingElse() {
    var defaults = defaults();
    var table = table();

    defaults.forEach((name, value) -> assertEquals(value, table.get(name), name));
  }

  @Test
  void theTableNamesWhatIsReadAndOnlyThat() {
    var known = new TreeSet<>(defaults().keySet());
    known.addAll(read());
    known.add("schakel.home");

    assertEquals(known, new TreeSet<>(table().keySet()));
  }

  @Test
  void aPageNamesNoSettingThatDoesNotExist() {
    var known = new TreeSet<>(table().keySet());
    known.addAll(
        known.stream()
            .map(name -> name.toUpperCase().replaceAll("[.-]", "_"))
            .collect(Collectors.toSet()));
    known.addAll(TourTest.SETTINGS);
    var pattern =
        Pattern.compile("(?<!be\\.)\\b(schakel\\.[a-z-]+(?:\\.[a-z-]+)*|SCHAKEL_[A-Z_]+)\\b");
    var unknown = new TreeSet<String>();
    for (var page : Pages.all()) {
      Pages.found(pattern, Pages.text(page)).stream()
          .filter(name -> !known.contains(name) && !isNoSetting(name))
          .forEach(name -> unknown.add(page + ": " + name));
    }
    assertEquals(new TreeSet<>(), unknown);
  }

  /** Hosts and files begin alike. */
  private static boolean isNoSetting(String name) {
    return name.matches("schakel\\.(example|yaml|war)(\\..*)?");
  }

  private static TreeMap<String, String> table() {
    return Pages.rows(Pages.SETTINGS).stream()
        .filter(cells -> cells.size() == 4)
        .collect(
            Collectors.toMap(
                cells -> plain(cells.get(0)),
                cells -> plain(cells.get(1)),
                (one, other) -> {
                  throw new IllegalStateException("twice: " + one + ", " + other);
                },
                TreeMap::new));
  }

  private static String plain(String cell) {
    return cell.replace("`", "");
  }

  private static TreeMap<String, String> defaults() {
    var defaults = new TreeMap<String, String>();
    try (var in = Files.newBufferedReader(PROPERTIES)) {
      var properties = new Properties();
      properties.load(in);
      properties.forEach((name, value) -> defaults.put(name.toString(), value.toString()));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    defaults.keySet().removeIf(name -> !name.startsWith("schakel."));
    Pages.files(Path.of("liberty"), 1)
        .filter(file -> file.toString().endsWith(".xml"))
        .flatMap(file -> VARIABLE.matcher(Pages.text(file)).results())
        .forEach(
            variable -> {
              var other = defaults.put(variable.group(1), variable.group(2));
              if (other != null) {
                assertEquals(other, variable.group(2), variable.group(1));
              }
            });
    return defaults;
  }

  private static TreeSet<String> read() {
    return Pages.files(Path.of("src/main/java"), Integer.MAX_VALUE)
        .flatMap(file -> Pages.found(READ, Pages.text(file)).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
