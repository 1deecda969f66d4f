package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.consent.TestPolicies;
import be.schakel.ledger.TestLedger;
import be.schakel.partner.Registries;
import be.schakel.partner.TestRegistries;
import be.schakel.vocabulary.DataCategory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** An entry does not say which centre it is of, and the gateway's own work knows it still. */
class HiddenCentreSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @TempDir Path home;

  private final Jdbi db = TestDatabase.asApplication();
  private Registries registries;
  private UUID entry;

  @BeforeEach
  void oneEntryOfACentreThatIsNotTold() throws Exception {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate ledger_entry"));
    registries = TestRegistries.inForce(home, Clock.fixed(NOW, ZoneOffset.UTC));
    var log = new DisclosureLog();
    log.ledger = TestLedger.on(db);
    log.names = TestNames.shared();
    log.append(List.of(Logged.at(NOW).centre(CentreNames.toHide("vk-een")).entry()));
    entry =
        db.withHandle(
            handle -> handle.createQuery("select id from ledger_entry").mapTo(UUID.class).one());
  }

  @Test
  void theEntryItselfDoesNotTell() {
    var told =
        db.withHandle(
            handle ->
                handle.createQuery("select entry from ledger_entry").mapTo(String.class).one());
    assertEquals(-1, told.indexOf("vk-een"), told);
  }

  @Test
  void aFindingAboutItGoesToItsCentre() {
    var sampling = new Sampling();
    sampling.disclosures = new Disclosures();
    sampling.disclosures.db = db;
    sampling.policies = TestPolicies.shipped();
    sampling.names = TestNames.shared();
    sampling.registries = registries;
    assertEquals(Optional.of("vk-een"), sampling.centre(entry));
    assertEquals(1, sampling.ofCentre("vk-een", List.of(entry)).size());
    assertEquals(0, sampling.ofCentre("vk-twee", List.of(entry)).size());
  }

  @Test
  void theFiguresOfABreachAreByCentre() {
    var obtained = new Obtained();
    obtained.db = db;
    obtained.names = TestNames.shared();
    obtained.registries = registries;
    var asked =
        new Obtained.Asked(
            Obtained.By.PARTNER,
            "ziekenhuis",
            NOW.minus(Duration.ofHours(1)),
            NOW.plus(Duration.ofHours(1)));
    var centres =
        obtained.figures(asked).stream()
            .flatMap(figure -> figure.vk().stream())
            .collect(Collectors.toSet());
    assertEquals(Set.of("vk-een"), centres);
    var about = obtained.rows(asked, Optional.empty(), 10).get(0);
    assertEquals(Optional.of("vk-een"), about.vk());
    assertEquals(List.of(DataCategory.RECEIPT, DataCategory.STATUS), about.categories());
  }
}
