package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** A centre withholds from a person, for a time, who received what about a child. */
@AgainstTheGateway
class EmbargoIT {

  private static final String REASON = "Het onderzoek loopt; kennis kan bewijs doen verdwijnen";

  private static String day(int fromNow) {
    return LocalDate.now(ZoneId.of("Europe/Brussels")).plusDays(fromNow).toString();
  }

  private static ObjectNode embargo(String child) {
    return object("child", child, "until", day(30), "cause", "ONGOING_INQUIRY", "reason", REASON);
  }

  private static String path(Sent sent) {
    return sent.path() + "/embargoes";
  }

  @Test
  void embargoIsSetShownToItsCentreAndLifted() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    var counsellor = TestPartner.of("vk-antwerpen").as("CASE_MANAGEMENT", "child-counsellor");

    var set = counsellor.post(path(sent), embargo(sent.child(0))).expect(201);
    assertEquals(REASON, set.at("/reason"));

    var listed = counsellor.get(path(sent)).expect(200);
    assertEquals(set.at("/id"), listed.at("/items/0/id"));
    var lifted = counsellor.post(path(sent) + "/" + set.at("/id") + "/lift", "{}").expect(200);
    assertFalse(lifted.at("/liftedAt").isEmpty());
  }

  @Test
  void nobodyButPeopleAtItsCentreSetsOrSeesOne() {
    var sent = Sent.byHospital(Report.ofOneChild());

    Sent.centre("vk-limburg")
        .post(path(sent), embargo(sent.child(0)))
        .expectProblem(404, "NOT_FOUND");
    Sent.antwerpen().post(path(sent), embargo(sent.child(0))).expect(201);
    Sent.centre("vk-limburg").get(path(sent)).expectProblem(404, "NOT_FOUND");
    var read = sent.read(Sent.hospital()).expect(200).text();
    assertFalse(read.contains("embargo"), read);
  }

  @Test
  void embargoNamesAChildAndATimeThatEnds() {
    var sent = Sent.byHospital(Report.ofOneChild());

    Sent.antwerpen()
        .post(
            path(sent),
            embargo(UUID.randomUUID().toString())
                .put("until", day(400))
                .put("from", day(-1))
                .put("to", day(-3)))
        .expect(422)
        .expectError("/child", "UNKNOWN_CHILD")
        .expectError("/until", "PERIOD_TOO_LONG")
        .expectError("/to", "PERIOD_REVERSED");
    Sent.antwerpen()
        .post(path(sent), embargo(sent.child(0)).put("until", day(-1)))
        .expect(422)
        .expectError("/until", "PERIOD_OVER");
    Sent.antwerpen()
        .post(path(sent) + "/" + UUID.randomUUID() + "/lift", "{}")
        .expectProblem(404, "NOT_FOUND");
  }

  @Test
  void embargoHidesNothingFromAnAuditor() {
    var sent = Sent.byHospital(Report.ofOneChild());
    Sent.antwerpen().post(path(sent), embargo(sent.child(0))).expect(201);

    var log =
        TestPartner.of("auditor")
            .as("AUDIT", "auditor")
            .get("/api/disclosures?referral=" + sent.id())
            .expect(200);
    assertTrue(log.text().contains("\"action\":\"SUBMIT\""), log::text);
    assertTrue(log.text().contains("\"action\":\"UPDATE\""), log::text);
  }
}
