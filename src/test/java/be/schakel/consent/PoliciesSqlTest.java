package be.schakel.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.policy.PolicyText;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** The policy as dated versions, imported and followed without a restart. */
class PoliciesSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2027-01-31T23:00:00Z");
  private static final String SHIPPED = "2026-4";

  @TempDir Path home;

  private final Jdbi db = TestDatabase.asApplication();

  @BeforeEach
  @AfterEach
  void noPolicyYet() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate policy_version"));
  }

  @Test
  void withoutAFileTheShippedPolicyIsInForce() {
    var node = node(home.resolve("policy"));
    assertEquals(
        Code.STORAGE_UNAVAILABLE, assertThrows(SchakelProblem.class, node::current).code());
    looks(node, 3);
    assertEquals(SHIPPED, node.current().version());
    assertEquals(Optional.of(SHIPPED), node.state().version());
    assertEquals(Optional.empty(), node.state().trouble());
    assertEquals(1, rows());
    looks(node(home.resolve("policy")), 1);
    assertEquals(1, rows());
  }

  @Test
  void newVersionComesIntoForceOnThisNodeAndOnOthers() throws Exception {
    var files = home.resolve("policy");
    var here = node(files);
    looks(here, 1);
    var there = node(home.resolve("absent"));
    looks(there, 1);
    write(files, text("2026-91", "2026-11-21", "consent.default-months=3"));
    // One look may see files that are being written; two that see the same mean it.
    looks(here, 1);
    assertEquals(SHIPPED, here.current().version());
    looks(here, 1);
    looks(there, 1);
    for (var node : List.of(here, there)) {
      assertEquals("2026-91", node.current().version());
      assertEquals(3, node.current().consentTerms().defaultMonths());
      assertEquals(Optional.empty(), node.state().trouble());
    }
  }

  @Test
  void zipFileIsAPolicyToo() throws Exception {
    var file = home.resolve("policy.zip");
    zip(file, text("2026-91", "2026-11-21", "consent.default-months=3"));
    var node = node(file);
    looks(node, 1);
    assertEquals("2026-91", node.current().version());
  }

  @Test
  void versionWaitsForItsFirstDay() throws Exception {
    var files = home.resolve("policy");
    write(files, PolicyText.shipped());
    looks(node(files), 1);
    write(files, text("2027-1", "2027-02-01", "consent.default-months=3"));
    var now = node(files, FEBRUARY.minusMillis(1));
    looks(now, 3);
    assertEquals(SHIPPED, now.current().version());
    assertEquals(2, rows());
    var then = node(files, FEBRUARY);
    looks(then, 1);
    assertEquals("2027-1", then.current().version());
    assertEquals(Optional.of(FEBRUARY), then.state().validFrom());
  }

  @Test
  void laterImportOfTheSameDayTakesThePlaceOfAnEarlierOne() throws Exception {
    var files = home.resolve("policy");
    write(files, text("2026-91", "2026-11-21", "consent.default-months=3"));
    var node = node(files);
    looks(node, 1);
    write(files, text("2026-92", "2026-11-21", "consent.default-months=4"));
    looks(node, 2);
    assertEquals("2026-92", node.current().version());
    // What stood there before is on record already and does not come back by itself.
    write(files, text("2026-91", "2026-11-21", "consent.default-months=3"));
    looks(node, 3);
    assertEquals("2026-92", node.current().version());
  }

  @Test
  void brokenPolicyIsRefusedAsAWholeAndTheOldOneStays() throws Exception {
    var files = home.resolve("policy");
    write(files, PolicyText.shipped());
    var node = node(files);
    looks(node, 1);
    var good = text("2026-91", "2026-11-21", "consent.default-months=3");
    for (var broken :
        List.of(
            good.withMatrix(good.matrix().replace("GP,MEDICAL,O/C", "GP,MEDICAL,O/Q")),
            good.withTerms(good.terms() + "consent.unheard-of=1\n"),
            new PolicyText(good.matrix(), good.terms(), "condition\n", good.legalBases()),
            new PolicyText(
                good.matrix(), good.terms(), good.searchRules(), good.legalBases() + "X;;\n"))) {
      write(files, broken);
      looks(node, 3);
      assertEquals(SHIPPED, node.current().version());
      assertEquals(6, node.current().consentTerms().defaultMonths());
      var trouble = node.state().trouble().orElseThrow();
      assertEquals(NOW, trouble.since());
      assertTrue(
          trouble.fault().matches("(matrix|search-rules|legal-basis).csv, line .*|policy .*"),
          trouble.fault());
      assertEquals(1, rows());
    }
    Files.delete(files.resolve("legal-basis.csv"));
    looks(node, 3);
    assertEquals("legal-basis.csv is missing", node.state().trouble().orElseThrow().fault());
    write(files, good);
    looks(node, 2);
    assertEquals("2026-91", node.current().version());
    assertEquals(Optional.empty(), node.state().trouble());
  }

  @Test
  void contentDoesNotChangeUnderItsVersion() throws Exception {
    var files = home.resolve("policy");
    write(files, text("2026-91", "2026-11-21", "consent.default-months=3"));
    var node = node(files);
    looks(node, 1);
    write(files, text("2026-91", "2026-11-21", "consent.default-months=4"));
    looks(node, 3);
    assertEquals(3, node.current().consentTerms().defaultMonths());
    assertTrue(node.state().trouble().orElseThrow().fault().contains("another content"));
  }

  @Test
  void versionThatCouldNeverComeIntoForceIsRefused() throws Exception {
    var files = home.resolve("policy");
    write(files, text("2026-91", "2026-11-21", "consent.default-months=3"));
    var node = node(files);
    looks(node, 1);
    write(files, text("2026-92", "2026-11-20", "consent.default-months=4"));
    looks(node, 3);
    assertEquals("2026-91", node.current().version());
    assertTrue(node.state().trouble().orElseThrow().fault().contains("valid-from"));
    assertEquals(1, rows());
  }

  @Test
  void firstStartOfAllWithABrokenFileUsesWhatTheReleaseShips() throws Exception {
    var files = home.resolve("policy");
    Files.createDirectory(files);
    var node = node(files);
    looks(node, 2);
    assertEquals(SHIPPED, node.current().version());
    assertEquals("matrix.csv is missing", node.state().trouble().orElseThrow().fault());
  }

  @Test
  void releaseThatChangesWhatItShipsTellsTheVersionsApart() throws Exception {
    var files = home.resolve("policy");
    write(files, text(SHIPPED, "2026-01-01", "consent.default-months=3"));
    looks(node(files), 1);
    var upgraded = node(home.resolve("absent"));
    looks(upgraded, 2);
    var version = upgraded.current().version();
    assertTrue(version.matches(SHIPPED + "-[0-9a-f]{8}"), version);
    assertEquals(6, upgraded.current().consentTerms().defaultMonths());
    looks(node(home.resolve("absent")), 2);
    assertEquals(2, rows());
  }

  @Test
  void databaseThatIsAwayChangesNothing() {
    var node = node(home.resolve("policy"));
    looks(node, 1);
    var away =
        new Policies(
            new PolicyVersions(
                Jdbi.create(
                    () -> {
                      throw new SQLException("away");
                    })),
            home.resolve("policy"),
            Clock.fixed(NOW, ZoneOffset.UTC));
    looks(away, 2);
    assertThrows(SchakelProblem.class, away::current);
    assertEquals(SHIPPED, node.current().version());
  }

  @Test
  void largeOrUnreadableFilesAreRefused() throws Exception {
    var files = home.resolve("policy");
    write(files, PolicyText.shipped());
    var node = node(files);
    looks(node, 1);
    Files.write(files.resolve("matrix.csv"), new byte[(1 << 20) + 1]);
    looks(node, 2);
    assertTrue(node.state().trouble().orElseThrow().fault().contains("1 MiB"));
    Files.write(files.resolve("matrix.csv"), new byte[] {(byte) 0xff});
    looks(node, 2);
    assertEquals("matrix.csv is no UTF-8", node.state().trouble().orElseThrow().fault());
    assertEquals(SHIPPED, node.current().version());
  }

  private Policies node(Path file) {
    return node(file, NOW);
  }

  private Policies node(Path file, Instant at) {
    return new Policies(new PolicyVersions(db), file, Clock.fixed(at, ZoneOffset.UTC));
  }

  private static void looks(Policies node, int times) {
    for (int at = 0; at < times; at++) {
      node.look();
    }
  }

  private int rows() {
    return db.withHandle(
        handle ->
            handle.createQuery("select count(*) from policy_version").mapTo(Integer.class).one());
  }

  /** The shipped policy with a name, a first day and one other line. */
  private static PolicyText text(String version, String validFrom, String changed) {
    var property = changed.substring(0, changed.indexOf('='));
    return PolicyText.shipped()
        .withTerms(
            PolicyText.shipped()
                .terms()
                .replaceFirst("(?m)^version=.*$", "version=" + version)
                .replaceFirst("(?m)^valid-from=.*$", "valid-from=" + validFrom)
                .replaceFirst("(?m)^" + property + "=.*$", changed));
  }

  private static List<String> parts(PolicyText text) {
    return List.of(text.matrix(), text.terms(), text.searchRules(), text.legalBases());
  }

  private static void write(Path directory, PolicyText text) throws IOException {
    Files.createDirectories(directory);
    for (int at = 0; at < PolicyText.FILES.size(); at++) {
      Files.writeString(directory.resolve(PolicyText.FILES.get(at)), parts(text).get(at));
    }
  }

  private static void zip(Path file, PolicyText text) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int at = 0; at < PolicyText.FILES.size(); at++) {
        zip.putNextEntry(new ZipEntry(PolicyText.FILES.get(at)));
        zip.write(parts(text).get(at).getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
