package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static testkit.Report.object;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** An auditor attaches a finding to an entry of the log, and the centre answers it. */
@AgainstTheGateway
class FindingsIT {

  private static final String TEXT = "Waarom is dit meegedeeld? Proefvraag";

  private static Requests auditor() {
    return TestPartner.of("auditor").as("AUDIT", "auditor");
  }

  private static String entry(Sent sent) {
    return auditor().get("/api/disclosures?referral=" + sent.id()).expect(200).at("/items/0/id");
  }

  private static Answer attach(Sent sent) {
    return auditor()
        .post("/api/disclosures/" + entry(sent) + "/findings", object("text", TEXT))
        .expect(201);
  }

  private static List<String> told(String kind, String finding) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select recipient from outbox_event where kind = :kind and payload ->> 'finding' = :id")
                    .bind("kind", kind)
                    .bind("id", finding)
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void centreIsToldReadsTheFindingAndAnswersOnce() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var finding = attach(sent);
    var id = finding.at("/id");
    assertEquals(List.of("vk-antwerpen"), told("AUDIT_FINDING", id));

    var seen = Sent.antwerpen().get("/api/findings?limit=1").expect(200);
    assertEquals(TEXT, seen.at("/items/0/text"));
    assertEquals(sent.id(), seen.at("/items/0/entry/referral"));

    var answer = object("text", "Proefantwoord");
    var clerk = TestPartner.of("vk-antwerpen").as("CASE_MANAGEMENT", "admin");
    clerk.get("/api/findings?limit=1").expectProblem(403, "ROLE_NOT_PERMITTED");
    clerk.post("/api/findings/" + id + "/answer", answer).expectProblem(403, "ROLE_NOT_PERMITTED");
    Sent.antwerpen().post("/api/findings/" + id + "/answer", answer).expect(200);
    Sent.antwerpen()
        .post("/api/findings/" + id + "/answer", answer)
        .expectProblem(409, "ALREADY_ANSWERED");

    assertEquals(List.of("auditor"), told("AUDIT_FINDING_ANSWERED", id));
    var read = auditor().get("/api/findings?limit=1").expect(200);
    assertEquals("Proefantwoord", read.at("/items/0/answer/text"));
    assertEquals("vk-antwerpen", read.at("/items/0/answer/partner"));
  }

  @Test
  void anotherCentreNeitherSeesNorAnswersIt() {
    var finding = attach(Sent.byHospital(Report.ofOneChild())).at("/id");

    assertFalse(
        Sent.centre("vk-limburg").get("/api/findings").expect(200).text().contains(finding));
    Sent.centre("vk-limburg")
        .post("/api/findings/" + finding + "/answer", object("text", "x"))
        .expectProblem(404, "NOT_FOUND");
  }

  @Test
  void whatNoCentreHadTheOfficerAnswers() {
    var request = "finding-" + UUID.randomUUID();
    TestPartner.of("clb-voorbeeld")
        .as("FOLLOW_UP_OWN")
        .with("X-Request-Id", request)
        .get("/api/referrals/" + UUID.randomUUID())
        .expect(404);
    var entry =
        Answer.stream(
                auditor()
                    .get("/api/disclosures?partner=clb-voorbeeld&action=READ&outcome=DENY")
                    .expect(200)
                    .json()
                    .path("items"))
            .filter(item -> item.path("requestId").asText().equals(request))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    var finding =
        auditor()
            .post("/api/disclosures/" + entry + "/findings", object("text", TEXT))
            .expect(201)
            .at("/id");

    assertEquals(List.of("DPO"), told("AUDIT_FINDING", finding));
    auditor()
        .post("/api/findings/" + finding + "/answer", object("text", "x"))
        .expectProblem(404, "NOT_FOUND");
    TestPartner.of("dpo")
        .as("AUDIT", "auditor")
        .post("/api/findings/" + finding + "/answer", object("text", "Nagekeken"))
        .expect(200);
  }

  @Test
  void findingIsAboutAnEntryThatTheAuditorSeesAndIsSealed() {
    auditor()
        .post("/api/disclosures/" + UUID.randomUUID() + "/findings", object("text", TEXT))
        .expectProblem(404, "NOT_FOUND");
    var sent = Sent.byHospital(Report.ofOneChild());
    Sent.antwerpen()
        .post("/api/disclosures/" + entry(sent) + "/findings", object("text", TEXT))
        .expectProblem(404, "NOT_FOUND");
    auditor()
        .post(
            "/api/disclosures/" + entry(sent) + "/findings",
            object("text", TEXT, "sample", UUID.randomUUID().toString()))
        .expect(422)
        .expectError("/sample", "UNKNOWN_SAMPLE");

    attach(sent);
    var stored =
        Gateway.running()
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select count(*) from audit_finding where position(:text in content) > 0")
                        .bind("text", "Proefvraag".getBytes(StandardCharsets.UTF_8))
                        .mapTo(Long.class)
                        .one());
    assertEquals(0, stored);
  }
}
