package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import testkit.TestDatabase;
import testkit.TestTransaction;

class LedgerSqlTest {

  private static final Instant NOW = Instant.now();

  private record Row(UUID id, Instant at, String entry, byte[] salt, byte[] leaf) {}

  @Test
  void anAnswersEntriesAreKeptInOrderUnderItsRoot() throws Exception {
    var entries = List.of(entry("first"), entry("second"), entry("third"));
    var receipt = committed(entries);
    var rows = rows(receipt);
    assertEquals(entries, rows.stream().map(Row::entry).toList());
    assertEquals(3, receipt.count());
    for (var row : rows) {
      assertArrayEquals(MerkleTree.leaf(row.salt(), row.entry()), row.leaf());
      assertEquals(receipt.at().toEpochMilli(), row.at().toEpochMilli());
    }
    assertArrayEquals(MerkleTree.root(rows.stream().map(Row::leaf).toList()), receipt.root());
  }

  @Test
  void twoEqualEntriesHaveSaltsOfTheirOwn() throws Exception {
    var rows = rows(committed(List.of(entry("same"), entry("same"))));
    assertFalse(Arrays.equals(rows.get(0).salt(), rows.get(1).salt()));
    assertFalse(Arrays.equals(rows.get(0).leaf(), rows.get(1).leaf()));
  }

  @Test
  void twoAnswersInOneTransactionHaveReceiptsOfTheirOwn() throws Exception {
    try (var transaction = TestTransaction.begin()) {
      var ledger = TestLedger.on(transaction.jdbi());
      var first = ledger.append(List.of(entry("first")), NOW);
      var second = ledger.append(List.of(entry("second"), entry("third")), NOW);
      transaction.commit();
      assertEquals(1, rows(first).size());
      assertEquals(2, rows(second).size());
      assertTrue(
          rows(first).get(0).id().toString().compareTo(rows(second).get(0).id().toString()) < 0);
    }
  }

  @Test
  void whatIsRolledBackWasNotRecorded() throws Exception {
    Receipt receipt;
    try (var transaction = TestTransaction.begin()) {
      receipt = TestLedger.on(transaction.jdbi()).append(List.of(entry("undone")), NOW);
    }
    assertEquals(List.of(), rows(receipt));
  }

  @Test
  void anEntryThatCannotBeWrittenTakesTheWholeTransactionWithIt() throws Exception {
    try (var transaction = TestTransaction.begin()) {
      var ledger = TestLedger.on(transaction.jdbi());
      var before = ledger.append(List.of(entry("before")), NOW);
      var tooLong = List.of(entry("fits"), entry("x".repeat(65_536)));
      assertUnavailable(() -> ledger.append(tooLong, NOW));
      transaction.commit();
      assertEquals(List.of(), rows(before));
    }
  }

  @Test
  void aDatabaseThatIsAwayIsALogThatIsAway() {
    var gone =
        Jdbi.create(
            () -> {
              throw new SQLException("connection refused");
            });
    assertUnavailable(() -> TestLedger.on(gone).append(List.of(entry("lost")), NOW));
  }

  private static void assertUnavailable(Runnable append) {
    var problem = assertThrows(SchakelProblem.class, append::run);
    assertEquals(Code.LEDGER_UNAVAILABLE, problem.code());
    assertEquals(503, problem.code().kind().status());
    assertTrue(problem.retryAfter().isPresent());
  }

  private static String entry(String rule) {
    return "{\"action\":\"UPDATE\",\"rule\":\"" + rule + "\"}";
  }

  private static Receipt committed(List<String> entries) throws SQLException {
    try (var transaction = TestTransaction.begin()) {
      var receipt = TestLedger.on(transaction.jdbi()).append(entries, NOW);
      transaction.commit();
      return receipt;
    }
  }

  private static List<Row> rows(Receipt receipt) {
    return TestDatabase.asApplication()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select id, recorded_at, entry, salt, leaf from ledger_entry"
                            + " where answer = :answer order by id")
                    .bind("answer", receipt.root())
                    .map(
                        (row, context) ->
                            new Row(
                                row.getObject("id", UUID.class),
                                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                                row.getString("entry"),
                                row.getBytes("salt"),
                                row.getBytes("leaf")))
                    .list());
  }
}
