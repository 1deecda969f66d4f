package docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.RegistryFile;
import be.schakel.problem.Code;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names on the pages are the names in the code: classes, codes, events, routes, ports. */
class NamesTest {

  private static final Path CODE = Path.of("src/main/java");
  private static final Pattern CLASS =
      Pattern.compile("(?:be\\.schakel\\.)?(?:[a-z]+\\.)*([A-Z][a-z]\\w*)(?:\\.[a-z]\\w*)?");
  private static final Pattern CAPITALS = Pattern.compile("\\b([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*)\\b");
  private static final Pattern ROUTE = Pattern.compile("(?:GET|POST|PUT) (/[^\\s?]*)(?:\\?.*)?");
  private static final Pattern EVENT = Pattern.compile("event=([a-z-]+)");
  private static final Pattern PORT = Pattern.compile("(?:localhost|127\\.0\\.0\\.1):(\\d+)");

  /** Words of the world outside, and of what the pages say is not built. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "UP",
          "DOWN",
          "ES256",
          "HTTP",
          "GET",
          "POST",
          "PUT",
          "TCP",
          "PKCS",
          "JDK",
          "WAR",
          "XML",
          "JSON",
          "FHIR",
          "TLS",
          "VECK",
          "KEYS_PASSWORD",
          "INSERT",
          "EUPL",
          "SPDX");

  private static final Pattern DURATION = Pattern.compile("PT[0-9]+[HMS]");

  @Test
  void everyClassThatAPageNamesIsThere() {
    var known =
        Stream.of(CODE, Path.of("src/test/java"), Path.of("src/bench/java"))
            .flatMap(folder -> Pages.files(folder, Integer.MAX_VALUE))
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    var missing = new TreeSet<String>();
    for (var page : Pages.all()) {
      for (var name : Pages.quoted(page)) {
        var match = CLASS.matcher(name);
        if (match.matches() && !known.contains(match.group(1)) && !foreign(match.group(1))) {
          missing.add(page + ": " + name);
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyCodeThatAPageNamesIsInTheCode() {
    var known =
        Stream.concat(
                Pages.files(CODE, Integer.MAX_VALUE),
                Stream.of(Path.of("openapi/schakel.yaml"), Path.of("pom.xml")))
            .flatMap(file -> Pages.found(CAPITALS, Pages.text(file)).stream())
            .collect(Collectors.toSet());
    var unknown = new TreeSet<String>();
    for (var page : Pages.all()) {
      Pages.quoted(page).stream()
          .filter(name -> !name.startsWith("SCHAKEL_") && !DURATION.matcher(name).matches())
          .flatMap(name -> Pages.found(CAPITALS, name).stream())
          .filter(name -> !known.contains(name) && !NOT_OURS.contains(name))
          .forEach(name -> unknown.add(page + ": " + name));
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void thePartnerGuideGivesEachProblemItsStatus() {
    var row = Pattern.compile("(?m)^\\| ([0-9, ]+) \\| ((?:`[A-Z_]+`(?:, )?)+) \\|");
    var told = 0;
    for (var line : row.matcher(Pages.text(Pages.PARTNERS)).results().toList()) {
      var statuses = Arrays.stream(line.group(1).split(",")).map(String::strip).toList();
      for (var name : Pages.found(CAPITALS, line.group(2))) {
        var status = Integer.toString(Code.valueOf(name).kind().status());
        assertTrue(statuses.contains(status), name + " is " + status);
        told++;
      }
    }
    assertTrue(told > 30, "the table was not found");
  }

  @Test
  void whatEachKindMaySeeIsTheMatrix() {
    for (var cells : Pages.rows(Pages.PARTNERS)) {
      var kind = PartnerKind.valueOf(cells.get(0).replace("`", ""));
      assertEquals(Matrix.of(kind, "O"), categories(cells.get(1)), kind + " own");
      assertEquals(Matrix.of(kind, "C", "G1"), categories(cells.get(2)), kind + " with consent");
    }
  }

  @Test
  void theRegistryOfTheOperatorGuideIsOne() {
    var examples = Pages.blocks(Pages.OPERATORS, "json");
    assertEquals(1, examples.size());
    assertDoesNotThrow(() -> RegistryFile.read(examples.get(0).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyEventOfTheOperatorGuideIsLogged() {
    var logged =
        Pages.files(CODE, Integer.MAX_VALUE)
            .flatMap(file -> Pages.found(EVENT, Pages.text(file)).stream())
            .collect(Collectors.toSet());
    var told = Pages.found(EVENT, Pages.text(Pages.OPERATORS));
    told.removeAll(logged);
    assertEquals(Set.of(), told);
  }

  @Test
  void everyRouteThatAPageNamesIsInTheContract() {
    var contract =
        Pages.found(
            Pattern.compile("(?m)^  (/\\S*):$"), Pages.text(Path.of("openapi/schakel.yaml")));
    var unknown = new TreeSet<String>();
    for (var page : Pages.all()) {
      for (var name : Pages.quoted(page)) {
        var route = ROUTE.matcher(name);
        if (route.matches()
            && !route.group(1).contains("…")
            && contract.stream().noneMatch(path -> fits(path, route.group(1)))) {
          unknown.add(page + ": " + name);
        }
      }
    }
    assertEquals(Set.of(), unknown);
  }

  /** A page may fill a place of the contract with what can stand there. */
  private static boolean fits(String path, String named) {
    return path.equals(named)
        || named.matches(Pattern.quote(path).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q"));
  }

  @Test
  void everyPortThatAPageNamesIsADefault() {
    var ports =
        Pages.rows(Pages.SETTINGS).stream()
            .filter(cells -> cells.get(0).endsWith("port`"))
            .map(cells -> cells.get(1).replace("`", ""))
            .collect(Collectors.toSet());
    for (var page : Pages.all()) {
      var told = Pages.found(PORT, Pages.text(page));
      told.removeAll(ports);
      assertEquals(Set.of(), told, page.toString());
    }
  }

  @Test
  void theReadmeHasEveryRoomOnce() {
    var house = Path.of("src/main/java/be/schakel");
    var rooms =
        Pages.files(house, 3)
            .filter(file -> file.endsWith("package-info.java"))
            .map(file -> house.relativize(file.getParent()).toString().replace('/', '.'))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    var told =
        Pages.rows(Pages.README).stream()
            .flatMap(cells -> Pages.found(Pattern.compile("`([\\w.]+)`"), cells.get(0)).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rooms, told);
  }

  @Test
  void theCommandsOfTheReadmeExist() {
    var pom = Pages.text(Path.of("pom.xml"));
    var commands = Pages.text(Pages.README);
    for (var profile : Pages.found(Pattern.compile("-P(\\w+)"), commands)) {
      assertTrue(pom.contains("<id>" + profile + "</id>"), profile);
    }
    for (var property : Pages.found(Pattern.compile("-D([\\w.]+)="), commands)) {
      assertTrue(pom.contains("<" + property + ">"), property);
    }
    assertTrue(pom.contains("<defaultGoal>"), "mvn by itself runs the gateway");
  }

  /** Names of the platform, of FHIR and of its client, and of HTTP headers. */
  private static boolean foreign(String name) {
    return Set.of("Accept", "Location", "Host", "Bearer").contains(name)
        || Stream.of("java.util.", "org.hl7.fhir.r4.model.", "ca.uhn.fhir.rest.client.interceptor.")
            .anyMatch(room -> isClass(room + name));
  }

  private static boolean isClass(String name) {
    try {
      Class.forName(name, false, NamesTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | NoClassDefFoundError other) {
      return false;
    }
  }

  private static Set<DataCategory> categories(String cell) {
    return Pages.found(CAPITALS, cell).stream()
        .map(DataCategory::valueOf)
        .collect(Collectors.toSet());
  }

  /** The matrix as it lies in the resource, read without the policy's own reader. */
  private static final class Matrix {

    static Set<DataCategory> of(PartnerKind kind, String... letters) {
      return Pages.text(Path.of("src/main/resources/policy/matrix.csv"))
          .lines()
          .map(line -> line.split(","))
          .filter(cells -> cells[0].replaceFirst(" \\(.*", "").equals(kind.name()))
          .filter(
              cells -> List.of(cells[2].split("/")).stream().anyMatch(List.of(letters)::contains))
          .map(cells -> DataCategory.valueOf(cells[1]))
          .collect(Collectors.toSet());
    }
  }
}
