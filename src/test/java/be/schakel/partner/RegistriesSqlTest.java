package be.schakel.partner;

import static be.schakel.partner.RegistryText.AA;
import static be.schakel.partner.RegistryText.BB;
import static be.schakel.partner.RegistryText.certificate;
import static be.schakel.partner.RegistryText.of;
import static be.schakel.partner.RegistryText.partner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.TestDatabase;

class RegistriesSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final byte[] FIRST = of(partner("een", "GP", certificate(AA)));
  private static final byte[] SECOND = of(partner("twee", "GP", certificate(BB)));
  private static final byte[] BROKEN = of(partner("drie", "GPP", ""));

  @TempDir Path directory;

  private final Jdbi db = TestDatabase.asApplication();
  private Path file;

  @BeforeEach
  void noRegistryYet() {
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("truncate partner_registry, certificate_use"));
    file = directory.resolve("partners.json");
  }

  @Test
  void aChangedFileComesIntoForceOnThisNodeAndOnOthers() throws Exception {
    Files.write(file, FIRST);
    var here = node(file);
    here.look();
    assertEquals(List.of("een"), codes(here));
    var there = node(file);
    there.look();
    Files.write(file, SECOND);
    here.look();
    assertEquals(List.of("twee"), codes(here));
    var withoutTheFile = node(directory.resolve("absent.json"));
    withoutTheFile.look();
    assertEquals(List.of("twee"), codes(withoutTheFile));
    assertTrue(withoutTheFile.state().trouble().isPresent());
  }

  @Test
  void theSameFileIsImportedOnceHoweverManyNodesRead() throws Exception {
    Files.write(file, FIRST);
    for (int i = 0; i < 3; i++) {
      var node = node(file);
      node.look();
      node.look();
    }
    assertEquals(1, rows());
  }

  @Test
  void aBrokenFileLeavesTheOldRegistryAndSaysWhatIsWrong() throws Exception {
    Files.write(file, FIRST);
    var node = node(file);
    node.look();
    Files.write(file, BROKEN);
    node.look();
    assertEquals(Optional.empty(), node.state().trouble(), "it may still be being written");
    node.look();
    var trouble = node.state().trouble().orElseThrow();
    assertEquals("/partners/0/kind", trouble.faults().get(0).pointer());
    assertEquals(NOW, trouble.since());
    assertEquals(List.of("een"), codes(node));
    assertEquals(1, rows());
    Files.write(file, FIRST);
    node.look();
    assertEquals(Optional.empty(), node.state().trouble());
  }

  @Test
  void aNodeThatStartsWithAFileOfThePastFollowsTheOthers() throws Exception {
    Files.write(file, FIRST);
    node(file).look();
    var other = directory.resolve("other.json");
    Files.write(other, SECOND);
    node(other).look();
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(1))));
    var late = node(file);
    late.look();
    assertEquals(List.of("twee"), codes(late));
    Files.setLastModifiedTime(file, FileTime.from(NOW.plus(Duration.ofDays(1))));
    var putBackOnPurpose = node(file);
    putBackOnPurpose.look();
    assertEquals(List.of("een"), codes(putBackOnPurpose));
    late.look();
    assertEquals(List.of("een"), codes(late));
  }

  @Test
  void anEarlierFileThatIsPutBackWhileTheNodeRunsCounts() throws Exception {
    Files.write(file, FIRST);
    var node = node(file);
    node.look();
    Files.write(file, SECOND);
    node.look();
    Files.write(file, FIRST);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(1))));
    node.look();
    assertEquals(List.of("een"), codes(node));
    assertEquals(3, rows());
  }

  @Test
  void withoutAnyRegistryNobodyIsLetIn() {
    var node = node(file);
    node.look();
    var refused = assertThrows(SchakelProblem.class, node::current);
    assertEquals(Code.STORAGE_UNAVAILABLE, refused.code());
    assertTrue(node.state().trouble().isPresent());
  }

  @Test
  void aDatabaseThatIsAwayLeavesTheRegistryInForce() throws Exception {
    Files.write(file, FIRST);
    var away = new AtomicBoolean();
    var flaky =
        Jdbi.create(
            () -> {
              if (away.get()) {
                throw new java.sql.SQLException("away");
              }
              return db.open().getConnection();
            });
    var node = new Registries(new RegistryVersions(flaky), file, fixed());
    node.look();
    away.set(true);
    Files.write(file, SECOND);
    node.look();
    assertEquals(List.of("een"), codes(node));
    away.set(false);
    node.look();
    assertEquals(List.of("twee"), codes(node));
  }

  @Test
  void readersSeeOneWholeRegistryWhileItIsReplaced() throws Exception {
    Files.write(file, FIRST);
    var node = node(file);
    node.look();
    var done = new AtomicBoolean();
    var pool = Executors.newFixedThreadPool(2);
    try {
      Callable<Boolean> read =
          () -> {
            var whole = true;
            while (!done.get()) {
              var registry = node.current();
              var first = registry.byCode("een").isPresent();
              whole &= first == registry.byThumbprint(new Thumbprint(AA)).isPresent();
              whole &= first != registry.byThumbprint(new Thumbprint(BB)).isPresent();
            }
            return whole;
          };
      var readers = List.of(pool.submit(read), pool.submit(read));
      for (int i = 0; i < 20; i++) {
        Files.write(file, i % 2 == 0 ? SECOND : FIRST);
        node.look();
      }
      done.set(true);
      for (var reader : readers) {
        assertTrue(reader.get());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void theLastUseOfACertificateIsKeptAndNeverGoesBack() {
    var uses = new CertificateUses(db);
    var used = new Thumbprint(AA);
    uses.used(used, NOW);
    assertEquals(Map.of(used, NOW), uses.last(List.of(used, new Thumbprint(BB))));
    uses.write();
    assertEquals(Map.of(used, NOW), new CertificateUses(db).last(List.of(used)));
    var otherNode = new CertificateUses(db);
    otherNode.used(used, NOW.minusSeconds(60));
    otherNode.write();
    assertEquals(Map.of(used, NOW), new CertificateUses(db).last(List.of(used)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update partner_registry set content = '{}'",
        "delete from partner_registry",
        "truncate partner_registry",
        "delete from certificate_use"
      })
  void theApplicationCannotRewriteThePast(String statement) {
    assertThrows(JdbiException.class, () -> db.useHandle(handle -> handle.execute(statement)));
  }

  private Registries node(Path file) {
    return new Registries(new RegistryVersions(db), file, fixed());
  }

  private static Clock fixed() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static List<String> codes(Registries node) {
    return node.current().partners().stream().map(Registration::code).toList();
  }

  private long rows() {
    return db.withHandle(
        handle ->
            handle.createQuery("select count(*) from partner_registry").mapTo(Long.class).one());
  }
}
