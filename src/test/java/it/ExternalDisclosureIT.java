package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** A centre records what it disclosed past the gateway, in the same log. */
@AgainstTheGateway
class ExternalDisclosureIT {

  private static final String PATH = "/api/disclosures";
  private static final String OCCURRED = "2026-01-02T02:40:00+01:00";

  private static ObjectNode nightCall(Sent sent) {
    return object(
        "referral",
        sent.id(),
        "way",
        "PHONE",
        "recipient",
        object("partner", "parket-antwerpen"),
        "categories",
        List.of("CHILD_ID", "CONCERN"),
        "ground",
        "G3_DANGER_MINOR",
        "occurredAt",
        OCCURRED);
  }

  private static Answer log(Sent sent) {
    return TestPartner.of("auditor")
        .as("AUDIT", "auditor")
        .get(PATH + "?action=EXTERNAL&referral=" + sent.id())
        .expect(200);
  }

  @Test
  void nightCallStandsInTheLogForEachChildWithBothTimes() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));

    var told = Sent.antwerpen().post(PATH, nightCall(sent)).expect(201);

    assertTrue(told.header("Disclosure-Receipt").isPresent());
    var found = log(sent);
    assertEquals(2, found.json().path("items").size());
    for (var entry : found.json().path("items")) {
      assertEquals("vk-antwerpen", entry.at("/partner/code").asText());
      assertEquals("G3_DANGER_MINOR", entry.path("ground").asText());
      assertEquals(told.at("/id"), entry.at("/external/id").asText());
      assertEquals("parket-antwerpen", entry.at("/external/recipient/code").asText());
      assertEquals("2026-01-02T02:40:00+01:00", entry.at("/external/occurredAt").asText());
      assertTrue(entry.path("recordedAt").asText().compareTo("2026-06") > 0);
    }
  }

  @Test
  void seizureOfOneChildsFileByAJudgeIsRecordedAndCorrected() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    var seized =
        nightCall(sent)
            .put("way", "SEIZURE_ORDER")
            .set("recipient", object("authority", "Onderzoeksrechter te Antwerpen"));
    ((ObjectNode) seized).remove("ground");
    ((ObjectNode) seized).putArray("children").add(sent.child(1));
    ((ObjectNode) seized).putArray("documents").add("ab".repeat(32));
    var first = Sent.antwerpen().post(PATH, seized).expect(201);

    var corrected = ((ObjectNode) seized).put("corrects", first.at("/id"));
    Sent.antwerpen().post(PATH, corrected).expect(201);

    var newest = log(sent).json().path("items");
    assertEquals(2, newest.size());
    assertEquals(first.at("/id"), newest.at("/0/external/corrects").asText());
    assertEquals("ab".repeat(32), newest.at("/0/external/documents/0").asText());
    assertEquals("Onderzoeksrechter te Antwerpen", newest.at("/0/external/authority").asText());
  }

  @Test
  void nobodyButPeopleAtItsCentreRecords() {
    var sent = Sent.byHospital(Report.ofOneChild());

    Sent.centre("vk-limburg").post(PATH, nightCall(sent)).expectProblem(404, "NOT_FOUND");
    TestPartner.of("kindreflex-voorbeeld")
        .as("FOLLOW_UP_OWN")
        .post(PATH, nightCall(sent))
        .expectProblem(403, "INSUFFICIENT_SCOPE");
    TestPartner.of("vk-antwerpen")
        .as("CASE_MANAGEMENT", "system")
        .post(PATH, nightCall(sent))
        .expectProblem(403, "UNATTENDED_LIMITED");
    assertEquals(
        List.of("DENY"),
        Answer.stream(log(sent).json().path("items"))
            .filter(item -> item.at("/partner/code").asText().equals("vk-antwerpen"))
            .map(item -> item.path("outcome").asText())
            .toList());
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var other = Sent.byHospital(Report.ofOneChild());
    var wrong = nightCall(sent).put("occurredAt", "2099-01-01T00:00:00+01:00").put("way", "PAPER");
    wrong.remove("ground");
    wrong.putArray("children").add(other.child(0));
    wrong.set("recipient", object("partner", "nobody-at-all"));

    Sent.antwerpen()
        .post(PATH, wrong)
        .expect(422)
        .expectError("/children/0", "UNKNOWN_CHILD")
        .expectError("/recipient/partner", "UNKNOWN_PARTNER")
        .expectError("/ground", "MISSING")
        .expectError("/occurredAt", "TIME_IN_FUTURE");
    Sent.antwerpen()
        .post(PATH, nightCall(sent).put("corrects", other.id()))
        .expect(422)
        .expectError("/corrects", "UNKNOWN_RECORDING");
  }
}
