package be.schakel.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Trace;
import be.schakel.vocabulary.LookUpContext;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Uuid7;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import testkit.TestTransactions;

/** Look-ups are kept as long as they help, and no longer. */
class LookUpRowsSqlTest {

  private static final Instant ASKED = Instant.parse("2025-11-24T10:00:00Z");

  private final TestTransactions transactions = new TestTransactions();
  private final LookUpRows rows = new LookUpRows();

  LookUpRowsSqlTest() {
    rows.db = transactions.jdbi();
  }

  @Test
  void lookUpsAreForgottenAfterTheirTimeAndNoSooner() {
    var id = Uuid7.at(ASKED);
    transactions.commit(
        () -> {
          rows.add(
              id,
              "child".getBytes(StandardCharsets.UTF_8),
              caller(),
              LookUpContext.ACUTE,
              Optional.of("vk-proef"),
              true,
              "key",
              new byte[] {1},
              ASKED);
          return id;
        });
    assertEquals(0, transactions.commit(() -> rows.forget(ASKED.minusMillis(1))));
    assertEquals(1, rows.toCallBack("vk-proef", ASKED.minusMillis(1), 5).size());
    assertEquals(0, rows.toCallBack("vk-proef", ASKED, 5).size());
    assertEquals(1, transactions.commit(() -> rows.forget(ASKED)));
  }

  private static Caller caller() {
    return new Caller(
        new Partner(
            "az-proef",
            Map.of(),
            PartnerKind.HOSPITAL,
            Optional.empty(),
            Optional.empty(),
            Set.of(Purpose.CONSULT),
            Set.of(),
            Optional.empty()),
        new Professional("10000000003", "Persoon", "physician"),
        Purpose.CONSULT,
        Set.of(),
        "token",
        new Trace("request", "0af7651916cd43dd8448eb211c80319c"));
  }
}
