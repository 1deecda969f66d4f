package be.schakel.referral;

import static be.schakel.vocabulary.ReferralStatus.CLOSED;
import static be.schakel.vocabulary.ReferralStatus.RECEIVED;
import static be.schakel.vocabulary.ReferralStatus.TAKEN_UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.Urgency;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PastTest {

  private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-21T09:00:00Z");
  private static final Rows NOW = closed();

  private static Rows closed() {
    return new Rows(
        new Rows.Head(
            new UUID(0, 1),
            "D7Y2-6T0Y",
            "uz",
            ReferralType.REGULAR,
            Optional.empty(),
            Urgency.ROUTINE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NINE,
            CLOSED,
            NINE.plusHours(2),
            2,
            Optional.of("vk"),
            NINE.plusHours(2),
            new byte[0],
            List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Rows.DevelopmentRow(
                new UUID(0, 2), "uz", none(), none(), none(), NINE.plusHours(1))),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Past.Stand stand(int seq, ReferralStatus status, OffsetDateTime since) {
    return new Past.Stand(seq, status, since, Optional.of("vk"));
  }

  private static List<Rows> states(OffsetDateTime... moments) {
    var stands =
        List.of(
            stand(0, RECEIVED, NINE),
            stand(1, TAKEN_UP, NINE.plusMinutes(30)),
            stand(2, CLOSED, NINE.plusHours(2)));
    return new Past(stands, List.of(moments)).states(NOW).toList();
  }

  @Test
  void newestIsWhatItIs() {
    assertSame(NOW, states(NINE, NINE.plusHours(2)).get(0));
    assertEquals(List.of(NOW), states());
  }

  /** That it was taken up is not for this one, who reads it as it was before it was closed. */
  @Test
  void versionLastsUntilTheNextMomentAndIsHowItEnded() {
    var first = states(NINE, NINE.plusHours(2)).get(1);
    assertEquals(TAKEN_UP, first.head().status());
    assertEquals(NINE, first.head().updatedAt());
    assertEquals(1, first.developments().size());
    assertEquals(0, states(NINE, NINE.plusHours(1)).get(1).developments().size());
  }

  @Test
  void momentsOfOneMillisecondAreOne() {
    var two = states(NINE, NINE.plusNanos(1000), NINE.plusMinutes(30), NINE.plusHours(2));
    assertEquals(
        List.of(NINE.plusHours(2), NINE.plusMinutes(30), NINE.plusNanos(1000)),
        two.stream().map(each -> each.head().updatedAt()).toList());
  }
}
