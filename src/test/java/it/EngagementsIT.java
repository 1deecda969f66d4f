package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** The data protection officer gives an auditor period, centres and purpose. */
@AgainstTheGateway
class EngagementsIT {

  private static final String PATH = "/api/audit-engagements";
  private static ArrayNode ofTheFile;

  /** What the registry file gives would hide what the officer gives. */
  @BeforeAll
  static void withoutThoseOfTheFile() throws Exception {
    Gateway.running()
        .register(
            registry -> {
              ofTheFile = registry.path("engagements").deepCopy();
              var all = (ArrayNode) registry.path("engagements");
              all.removeAll();
              ofTheFile.forEach(
                  one -> {
                    if (!one.path("auditor").asText().equals("auditor")) {
                      all.add(one);
                    }
                  });
            });
    Eventually.holds(
        Duration.ofSeconds(20),
        "the auditor has no engagement",
        () -> auditor().get("/api/disclosures").status() == 403);
  }

  @AfterAll
  static void asBefore() throws Exception {
    Gateway.running().register(registry -> ((ObjectNode) registry).set("engagements", ofTheFile));
    Eventually.holds(
        Duration.ofSeconds(20),
        "the auditor has an engagement",
        () -> auditor().get("/api/disclosures").status() == 200);
  }

  private static Requests auditor() {
    return TestPartner.of("auditor").as("AUDIT", "auditor");
  }

  private static Requests officer() {
    return TestPartner.of("dpo").as("AUDIT", "auditor");
  }

  private static ObjectNode engagement(String from, String until, String... vks) {
    return object(
        "auditor",
        "auditor",
        "from",
        from,
        "until",
        until,
        "vks",
        List.of(vks),
        "purpose",
        "proef");
  }

  private static Answer log(Sent sent) {
    return auditor().get("/api/disclosures?referral=" + sent.id());
  }

  private static void end(Answer given) {
    officer().post(PATH + "/" + given.at("/id") + "/end", "{}").expect(200);
  }

  @Test
  void auditorSeesTheLogWithinItsEngagementUntilItEnds() {
    var sent = Sent.byHospital(Report.ofOneChild());
    log(sent).expectProblem(403, "OUTSIDE_ENGAGEMENT");

    var given =
        officer().post(PATH, engagement("2026-01-01", "2099-12-31", "vk-antwerpen")).expect(201);

    assertEquals(1, log(sent).expect(200).json().path("items").size());
    assertTrue(officer().get(PATH).expect(200).text().contains(given.at("/id")));
    end(given);
    log(sent).expectProblem(403, "OUTSIDE_ENGAGEMENT");
  }

  @Test
  void engagementForOtherCentresOrAnotherTimeShowsNothing() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var elsewhere =
        officer().post(PATH, engagement("2026-01-01", "2099-12-31", "vk-limburg")).expect(201);
    assertEquals(0, log(sent).expect(200).json().path("items").size());
    end(elsewhere);

    officer().post(PATH, engagement("2025-01-01", "2025-12-31", "vk-antwerpen")).expect(201);
    log(sent).expectProblem(403, "OUTSIDE_ENGAGEMENT");
  }

  @Test
  void nobodyButTheOfficerEngages() {
    var given = engagement("2026-01-01", "2099-12-31", "vk-antwerpen");

    auditor().post(PATH, given).expectProblem(403, "ONLY_DPO");
    auditor().get(PATH).expectProblem(403, "ONLY_DPO");
    Sent.antwerpen().post(PATH, given).expectProblem(403, "ONLY_DPO");
    TestPartner.of("dpo")
        .as("AUDIT", "system")
        .post(PATH, given)
        .expectProblem(403, "UNATTENDED_LIMITED");
  }

  @Test
  void engagementNamesAnAuditorAndCentres() {
    var given =
        engagement("2026-12-31", "2026-01-01", "uz-voorbeeld").put("auditor", "clb-voorbeeld");

    officer()
        .post(PATH, given)
        .expect(422)
        .expectError("/auditor", "NOT_AN_AUDITOR")
        .expectError("/vks/0", "NOT_A_VK")
        .expectError("/until", "PERIOD_REVERSED");
  }

  /** Case 14 of 5.8. */
  @Test
  void auditorSeesTheLogOfAReportAndOfTheReportItsConsentsAlone() {
    var sent =
        Sent.byHospital(
            Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION"));
    var bare = Sent.byHospital(Report.ofOneChild());
    var given =
        officer().post(PATH, engagement("2026-01-01", "2099-12-31", "vk-antwerpen")).expect(201);

    var report = auditor().get(sent.path()).expect(200).json();
    assertEquals(List.of("consents", "id"), names(report));
    auditor().get(bare.path()).expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    assertEquals(2, log(sent).expect(200).json().path("items").size());
    end(given);
  }

  private static List<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  @Test
  void reportOutsideItsEngagementIsNotThereForAnAuditor() {
    var sent =
        Sent.byHospital(
            Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION"));
    var elsewhere =
        officer().post(PATH, engagement("2026-01-01", "2099-12-31", "vk-limburg")).expect(201);
    var over =
        officer().post(PATH, engagement("2025-01-01", "2025-12-31", "vk-antwerpen")).expect(201);

    auditor().get(sent.path()).expectProblem(404, "NOT_FOUND");
    assertEquals(0, auditor().get("/api/referrals").expect(200).json().path("items").size());
    end(elsewhere);
    auditor().get(sent.path()).expectProblem(404, "NOT_FOUND");
    end(over);
  }

  /** A list shows nothing that is open to an auditor, so it tells not even how many there are. */
  @Test
  void listOfReportsIsEmptyForAnAuditor() {
    Sent.byHospital(Report.ofOneChild());
    var given =
        officer().post(PATH, engagement("2026-01-01", "2099-12-31", "vk-antwerpen")).expect(201);

    var list = auditor().get("/api/referrals?limit=1").expect(200).json();
    assertEquals(0, list.path("items").size());
    assertFalse(list.path("next").isTextual(), list::toString);
    end(given);
  }
}
