package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.ledger.MerkleTree;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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

/** The log in figures, and one entry of it opened. */
@AgainstTheGateway
class LogSummaryIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static Requests auditor() {
    return TestPartner.of("auditor").as("AUDIT", "auditor");
  }

  private static String since() {
    return "/api/disclosures/summary?from=" + Instant.now().minus(Duration.ofHours(1));
  }

  private static long all(JsonNode tally) {
    return tally.path("permitted").asLong()
        + tally.path("partial").asLong()
        + tally.path("denied").asLong();
  }

  @Test
  void figuresAreThoseOfTheListAndTheQuestionIsOneEntryOfTheLog() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    sent.read(Sent.antwerpen()).expect(200);
    var request = "summary-" + UUID.randomUUID();
    var found = auditor().get("/api/disclosures?referral=" + sent.id()).expect(200);

    var summary =
        auditor()
            .with("X-Request-Id", request)
            .get(since() + "&referral=" + sent.id())
            .expect(200)
            .json();

    assertEquals(found.json().path("items").size(), all(summary.path("total")));
    for (var by : new String[] {"times", "partners", "grounds", "actions"}) {
      var sum = Answer.stream(summary.path(by)).mapToLong(one -> all(one.path("entries"))).sum();
      assertEquals(4, sum, by);
    }
    assertEquals("TEN_MINUTES", step(Duration.ofHours(3)));
    assertEquals("MONTH", step(Duration.ofDays(4000)));
    var logged = Logbook.ofRequest(request);
    assertEquals(1, logged.size());
    assertEquals("AUDIT_READ", logged.get(0).at("/action"));
    assertTrue(logged.get(0).at("/filter").contains("referral=" + sent.id()));
    assertTrue(logged.get(0).at("/filter").contains("counted=MINUTE"));
  }

  private static String step(Duration span) {
    return auditor()
        .get("/api/disclosures/summary?from=" + Instant.now().minus(span))
        .expect(200)
        .at("/step");
  }

  @Test
  void nothingIsCountedWithoutABeginningNorForWhoSupervisesNothing() {
    auditor().get("/api/disclosures/summary").expectProblem(400, "MISSING_PARAMETER");
    Sent.antwerpen().get(since()).expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    TestPartner.of("auditor").as("AUDIT", "system").get(since()).expect(403);
  }

  @Test
  void anOpenedEntryIsWhatItsLeafCommitsTo() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var id = auditor().get("/api/disclosures?referral=" + sent.id()).expect(200).at("/items/0/id");
    var request = "opened-" + UUID.randomUUID();
    Eventually.holds(
        SOON,
        "it has a place in the tree",
        () -> !open(id, "place").json().path("index").isMissingNode());

    var opened = open(id, request);

    var salt = Base64.getDecoder().decode(opened.at("/salt"));
    var entry = opened.at("/entry");
    var submitted = Report.read(entry).path("requestId").asText();
    var line = Logbook.ofRequest(submitted).get(0);
    assertEquals(line.entry(), entry);
    assertArrayEquals(line.leaf(), MerkleTree.leaf(salt, entry));
    assertEquals(0, opened.json().path("epoch").asInt());
    var logged = Logbook.ofRequest(request);
    assertEquals(1, logged.size());
    assertTrue(logged.get(0).at("/filter").startsWith("opened=" + id));
  }

  private static Answer open(String id, String request) {
    return auditor().with("X-Request-Id", request).get("/api/disclosures/" + id).expect(200);
  }

  @Test
  void whatIsOutsideAnEngagementCannotBeOpenedAndLooksAbsent() {
    auditor().get("/api/disclosures/" + Uuid7.at(Instant.now())).expectProblem(404, "NOT_FOUND");
    var sent = Sent.byHospital(Report.ofOneChild());
    var id = auditor().get("/api/disclosures?referral=" + sent.id()).expect(200).at("/items/0/id");
    Sent.antwerpen().get("/api/disclosures/" + id).expectProblem(403, "NOT_PERMITTED_FOR_KIND");
  }
}
