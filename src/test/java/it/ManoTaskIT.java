package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.util.List;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** An investigation of societal necessity on the FHIR face: the same share as in JSON. */
@AgainstTheGateway
class ManoTaskIT {

  private static Requests parket() {
    return TestPartner.of("parket-antwerpen").as("JUDICIAL_PROTECTION", "prosecutor");
  }

  private static Requests clb() {
    return TestPartner.of("clb-voorbeeld").as("FOLLOW_UP_OWN", "social-worker");
  }

  private static Requests centre() {
    return TestPartner.of("vk-antwerpen").as("MANO_INVESTIGATION", "criminologist");
  }

  private static Sent sent(String partner, String role) {
    return Sent.by(
        TestPartner.of(partner).as("SUBMIT", role),
        Report.ofSiblings("c1", "c2").type("MANO").but(json -> json.remove("handlingRequested")));
  }

  private static void move(Sent sent, String... states) {
    for (var state : states) {
      centre().post("/api/mano/" + sent.id() + "/state", object("state", state)).expect(200);
    }
  }

  private static String path(Sent sent) {
    return "/fhir/Task/" + sent.id() + "-mano";
  }

  @Test
  void parketFollowsItsOwnWithTermAndOutcome() {
    var sent = sent("parket-antwerpen", "prosecutor");
    assertEquals("requested", parket().get(path(sent)).expect(200).at("/status"));
    move(sent, "ADMISSIBLE", "INVESTIGATING");
    var said = object("done", true, "how", "gesprek");
    centre()
        .post(
            "/api/mano/" + sent.id() + "/state",
            object("state", "NO_SOCIETAL_NECESSITY", "child", "c1", "view", said, "rights", said))
        .expect(200);

    var task = parket().get(path(sent)).expect(200);

    var json = parket().get("/api/mano/" + sent.id()).expect(200);
    assertEquals("in-progress", task.at("/status"));
    assertEquals("INVESTIGATING", task.at("/businessStatus/coding/0/code"));
    assertEquals(json.at("/term/dayZero"), task.at("/restriction/period/start"));
    assertEquals(json.at("/due"), task.at("/restriction/period/end"));
    assertEquals("ServiceRequest/" + sent.id(), task.at("/focus/reference"));
    assertEquals("NO_SOCIETAL_NECESSITY", task.at("/output/0/valueCodeableConcept/coding/1/code"));
    assertEquals(json.at("/children/0/outcomeOn"), extension(task, 0, "outcome-on", "valueDate"));
    assertEquals("INVESTIGATION_PENDING", task.at("/output/1/valueCodeableConcept/coding/1/code"));
  }

  private static String extension(Answer task, int output, String name, String value) {
    return Answer.stream(task.json().at("/output/" + output + "/extension"))
        .filter(each -> each.path("url").asText().endsWith("/" + name))
        .map(each -> each.path(value).asText())
        .findFirst()
        .orElse("");
  }

  @Test
  void otherReferrerSeesStateAndOutcomeAndNoDays() {
    var sent = sent("clb-voorbeeld", "social-worker");
    move(sent, "ADMISSIBLE", "INVESTIGATING");
    var task = clb().get(path(sent)).expect(200);
    assertEquals("INVESTIGATING", task.at("/businessStatus/coding/0/code"));
    assertTrue(task.json().at("/restriction").isMissingNode());
    assertTrue(task.json().at("/lastModified").isMissingNode());
  }

  @Test
  void forStrangersAndForWhatIsNoInvestigationThereIsNone() {
    var sent = sent("clb-voorbeeld", "social-worker");
    for (var other : List.of(parket(), TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN"))) {
      assertEquals(404, other.get(path(sent)).status());
    }
    var regular = Sent.byHospital(Report.ofOneChild());
    assertEquals(404, centre().get(path(regular)).status());
    assertEquals(404, centre().get("/fhir/Task/nobody-mano").status());
    assertEquals(200, centre().get("/fhir/Task/" + regular.id()).status());
  }

  @Test
  void searchFindsItsOwnByState() {
    var sent = sent("parket-antwerpen", "prosecutor");
    var others = sent("clb-voorbeeld", "social-worker");
    move(sent, "ADMISSIBLE");
    move(others, "ADMISSIBLE");
    var found = parket().get("/fhir/Task?code=MANO&business-status=ADMISSIBLE&_count=100");
    assertTrue(found.expect(200).text().contains(path(sent)), found::text);
    assertTrue(!found.text().contains(others.id()));
    assertTrue(
        !parket()
            .get("/fhir/Task?code=MANO&business-status=DIED&_count=100")
            .expect(200)
            .text()
            .contains(path(sent)));
    assertEquals(400, parket().get("/fhir/Task?code=MANO&focus=x").status());
    assertEquals(400, parket().get("/fhir/Task?code=MANO&business-status=RECEIVED").status());
    assertEquals(400, parket().get("/fhir/Task?code=REGULAR").status());
  }
}
