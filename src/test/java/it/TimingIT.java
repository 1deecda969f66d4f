package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Gateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/**
 * How long an answer takes tells nobody whether a report exists. Interleaved pairs, so that what
 * disturbs the machine disturbs both; the median, so that one long pause says nothing.
 */
@AgainstTheGateway
class TimingIT {

  private static final boolean LONG = Gateway.longDrills();
  private static final int PAIRS = LONG ? 2_000 : 300;

  /** A short run on a busy machine cannot tell five percent. */
  private static final double APART = LONG ? 0.05 : 0.25;

  @Test
  void reportOfOthersTakesAsLongAsOneThatDoesNotExist() {
    var stranger = TestPartner.of("az-tweede").as("CARE_COORDINATION");
    var others =
        Sent.byHospital(Report.ofOneChild().document("MEDICAL", "text/plain", "x".getBytes()));
    var unrelated = new double[PAIRS];
    var nonexistent = new double[PAIRS];
    for (int i = -PAIRS / 5; i < PAIRS; i++) {
      var absent = "/api/referrals/" + UUID.randomUUID();
      // Turn about, so that neither always comes second
      var first = i % 2 == 0 ? millis(stranger, others.path()) : millis(stranger, absent);
      var second = i % 2 == 0 ? millis(stranger, absent) : millis(stranger, others.path());
      if (i >= 0) {
        unrelated[i] = i % 2 == 0 ? first : second;
        nonexistent[i] = i % 2 == 0 ? second : first;
      }
    }
    var ratio = median(unrelated) / median(nonexistent);
    assertTrue(Math.abs(ratio - 1) <= APART, "medians' ratio over " + PAIRS + " pairs: " + ratio);
  }

  private static double millis(Requests requests, String path) {
    var before = System.nanoTime();
    assertEquals(404, requests.get(path).status());
    return (System.nanoTime() - before) / 1e6;
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
