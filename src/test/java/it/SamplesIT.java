package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** An auditor draws a sample of the log that anybody can draw again. */
@AgainstTheGateway
class SamplesIT {

  private static final String PATH = "/api/audit-samples";
  private static final Duration SOON = Duration.ofSeconds(10);

  private static Requests auditor() {
    return TestPartner.of("auditor").as("AUDIT", "auditor");
  }

  private static ObjectNode sample(int size, String seed, ObjectNode filter) {
    return object("size", size, "seed", seed).set("filter", filter);
  }

  private static List<String> ids(Answer sample) {
    return Answer.stream(sample.json().path("items")).map(e -> e.path("id").asText()).toList();
  }

  private static Sent readOften() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2", "c3"));
    for (int i = 0; i < 9; i++) {
      sent.read(Sent.antwerpen()).expect(200);
    }
    var entries = "/api/disclosures?limit=1&referral=" + sent.id();
    Eventually.holds(
        SOON,
        "the newest entry has a place in the tree",
        () -> !auditor().get(entries).expect(200).at("/items/0/index").isEmpty());
    return sent;
  }

  private static String hash(String seed, String id) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest((seed + ":" + id).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  @Test
  void whoHasAnExportDrawsTheSameSampleAlone() {
    var sent = readOften();
    var drawn =
        auditor().post(PATH, sample(7, "seed-1", object("referral", sent.id()))).expect(201);
    assertEquals(7, ids(drawn).size());
    assertEquals(30, drawn.json().path("population").asInt());

    var export = auditor().get("/api/disclosures/export?referral=" + sent.id()).expect(200);
    var alone =
        export
            .text()
            .lines()
            .map(line -> Report.read(line).path("id").asText())
            .sorted(Comparator.comparing(id -> hash("seed-1", id)))
            .limit(7)
            .toList();
    assertEquals(alone, ids(drawn));
  }

  @Test
  void sampleStaysWhatItWasAndIsDrawnAgainInItsFrozenTree() {
    var sent = readOften();
    var drawn =
        auditor().post(PATH, sample(5, "seed-2", object("referral", sent.id()))).expect(201);
    sent.read(Sent.antwerpen()).expect(200);

    assertEquals(ids(drawn), ids(auditor().get(PATH + "/" + drawn.at("/id")).expect(200)));
    var filter = (ObjectNode) drawn.json().path("filter");
    assertEquals(ids(drawn), ids(auditor().post(PATH, sample(5, "seed-2", filter)).expect(201)));
    var officer = TestPartner.of("dpo").as("AUDIT", "auditor");
    assertEquals(ids(drawn), ids(officer.post(PATH, sample(5, "seed-2", filter)).expect(201)));
    assertFalse(ids(drawn).equals(ids(auditor().post(PATH, sample(5, "x", filter)).expect(201))));
  }

  /** As one that was drawn before trees froze them. */
  @Test
  void sampleThatHasAnEndInsteadOfATreeIsDrawnStill() {
    var sent = readOften();
    var drawn =
        auditor().post(PATH, sample(5, "seed-2", object("referral", sent.id()))).expect(201);
    var old = object("referral", sent.id(), "to", drawn.at("/drawnAt"));
    assertEquals(ids(drawn), ids(auditor().post(PATH, sample(5, "seed-2", old)).expect(201)));
  }

  @Test
  void treeThatIsStillToComeIsRefused() {
    var ahead = object();
    ahead.set("tree", object("epoch", 0, "size", 9_000_000_000L));
    auditor()
        .post(PATH, sample(5, "seed-2", ahead))
        .expect(422)
        .expectError("/filter/tree/size", "OUT_OF_RANGE");
  }

  @Test
  void drawingIsOneEntryOfTheLogAndASeedIsMadeWhereNoneIsGiven() {
    var request = "sample-" + UUID.randomUUID();
    var drawn = auditor().with("X-Request-Id", request).post(PATH, object("size", 3)).expect(201);

    assertTrue(drawn.at("/seed").length() >= 32);
    var logged = Logbook.ofRequest(request);
    assertEquals(1, logged.size());
    assertEquals("AUDIT_READ", logged.get(0).at("/action"));
    assertTrue(logged.get(0).at("/filter").contains(drawn.at("/id")));
  }

  @Test
  void nobodyButAnAuditorDraws() {
    Sent.antwerpen().post(PATH, object("size", 3)).expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    auditor().post(PATH, object("size", 0)).expect(422);
    var drawn = auditor().post(PATH, object("size", 1)).expect(201);
    Sent.antwerpen().get(PATH + "/" + drawn.at("/id")).expectProblem(404, "NOT_FOUND");
    auditor().get(PATH + "/" + UUID.randomUUID()).expectProblem(404, "NOT_FOUND");
  }
}
