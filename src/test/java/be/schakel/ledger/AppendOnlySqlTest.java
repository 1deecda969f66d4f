package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.Uuid7;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.TestDatabase;

class AppendOnlySqlTest {

  private final UUID id = Uuid7.at(Instant.now());

  @BeforeEach
  void anEntry() {
    TestDatabase.asApplication()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into ledger_entry (id, recorded_at, entry, salt, leaf, answer) values"
                            + " (:id, now(), '{\"action\":\"READ\",\"partner\":{\"code\":\"uz\"}}',"
                            + " decode(repeat('00', 32), 'hex'), decode(repeat('01', 32), 'hex'),"
                            + " decode(repeat('02', 32), 'hex'))")
                    .bind("id", id)
                    .execute());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entry set entry = '{}'",
        "update ledger_entry set leaf = leaf",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "drop table ledger_entry",
        "alter table ledger_entry add column more text",
        "update ledger_position set place = place + 1",
        "delete from ledger_position",
        "update ledger_tile set root = root",
        "delete from ledger_tile",
        "update ledger_checkpoint set size = size + 1",
        "delete from ledger_checkpoint",
        "insert into ledger_epoch values (1, now(), 'x')",
        "delete from ledger_unplaced",
        "alter table ledger_entry disable trigger all",
        "update referral set status = 'CLOSED'",
        "delete from referral_status",
        "update referral_status set status = 'CLOSED'",
        "delete from consent",
        "set role postgres"
      })
  void theApplicationsRoleCannot(String statement) {
    var refused =
        assertThrows(
            JdbiException.class,
            () -> TestDatabase.asApplication().useHandle(handle -> handle.execute(statement)));
    assertTrue(
        refused.getMessage().matches("(?s).*(permission denied|must be owner).*"),
        refused.getMessage());
  }

  @Test
  void whatIsSearchedByComesFromTheEntryItself() {
    assertEquals(new Searched("READ", "uz", null), searched());
  }

  @Test
  void whatAnInsertClaimsToSearchByIsNotBelieved() {
    var claiming = Uuid7.at(Instant.now());
    TestDatabase.asApplication()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into ledger_entry (id, recorded_at, entry, salt, leaf, answer, partner, token)"
                            + " select :claiming, recorded_at, entry, salt, leaf, answer, 'clb', 'x'"
                            + " from ledger_entry where id = :id")
                    .bind("claiming", claiming)
                    .bind("id", id)
                    .execute());
    assertEquals(new Searched("READ", "uz", null), searched(claiming));
  }

  @Test
  void whatTheOwnerWritesToSearchByIsNotBelievedEither() {
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "update ledger_entry set partner = 'clb', action = null where id = ?", id));
    assertEquals(new Searched("READ", "uz", null), searched());
  }

  @Test
  void whatIsSearchedByGoesWithTheEntry() {
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("select ledger_erase(?, 'term')", id));
    assertEquals(new Searched(null, null, null), searched());
  }

  /** Three of what is searched by. */
  public record Searched(String action, String partner, String token) {}

  private Searched searched() {
    return searched(id);
  }

  private static Searched searched(UUID entry) {
    return TestDatabase.asApplication()
        .withHandle(
            handle ->
                handle
                    .createQuery("select action, partner, token from ledger_entry where id = :id")
                    .bind("id", entry)
                    .map(ConstructorMapper.of(Searched.class))
                    .one());
  }
}
