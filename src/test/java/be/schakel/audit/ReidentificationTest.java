package be.schakel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.partner.Proof;
import be.schakel.vocabulary.ReidentificationState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReidentificationTest {

  private static final Instant ASKED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-11-08T00:00:00Z");
  private static final OwnKey.Kept SEALED = new OwnKey.Kept("", new byte[0]);

  @Test
  void nobodyDecidedYetUntilItLapses() {
    var asked = of(Optional.empty());
    assertEquals(ReidentificationState.ASKED, asked.state(END.minusMillis(1)));
    assertEquals(ReidentificationState.LAPSED, asked.state(END));
  }

  @Test
  void approvalLapsesAndRefusalStays() {
    var approved = of(Optional.of(true));
    assertEquals(ReidentificationState.APPROVED, approved.state(END.minusMillis(1)));
    assertEquals(ReidentificationState.LAPSED, approved.state(END));
    assertEquals(ReidentificationState.REFUSED, of(Optional.of(false)).state(END));
  }

  private static Reidentification of(Optional<Boolean> approved) {
    return new Reidentification(
        new UUID(0, 1),
        "pseudonym",
        "auditor",
        new byte[0],
        Proof.OWN_CERTIFICATE,
        ASKED,
        END,
        SEALED,
        approved.map(yes -> new Reidentification.Decided(yes, ASKED, SEALED)));
  }
}
