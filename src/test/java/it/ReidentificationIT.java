package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.time.LocalDate;
import java.time.ZoneId;
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

/** Looking behind a pseudonym takes an auditor and the data protection officer. */
@AgainstTheGateway
class ReidentificationIT {

  private static final String PATH = "/api/reidentifications";
  private static final String REASON = "Twee pseudoniemen lijken hetzelfde kind te zijn";
  private static final String ANOTHER_PERSON = "10000000245";

  private static Requests auditor() {
    return TestPartner.of("auditor").as("AUDIT", "auditor");
  }

  private static Requests officer(String person) {
    var dpo = TestPartner.of("dpo");
    var form = TestPartner.form("AUDIT", "auditor");
    form.put("subject_id", person);
    return dpo.withToken(dpo.askToken(form).expect(200).at("/access_token"));
  }

  private static String subject(Sent sent) {
    return auditor()
        .get("/api/disclosures?referral=" + sent.id())
        .expect(200)
        .at("/items/0/subject");
  }

  private static String day(int fromNow) {
    return LocalDate.now(ZoneId.of("Europe/Brussels")).plusDays(fromNow).toString();
  }

  private static Answer ask(String subject) {
    return auditor().post(PATH, object("subject", subject, "reason", REASON, "until", day(14)));
  }

  private static Answer decide(Requests officer, String id, boolean approve) {
    return officer.post(
        PATH + "/" + id + "/decision", object("approve", approve, "reason", "Proefbesluit"));
  }

  private static Answer person(String id) {
    return auditor().get(PATH + "/" + id + "/person");
  }

  private static long told(String kind, String id) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from outbox_event where kind = :kind and payload ->> 'reidentification' = :id")
                    .bind("kind", kind)
                    .bind("id", id)
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void twoPersonsOpenItAndEachLookIsAnEntryAndTold() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var subject = subject(sent);
    var id = ask(subject).expect(201).at("/id");
    assertEquals(1, told("REIDENTIFICATION_ASKED", id));
    person(id).expectProblem(409, "STEP_NOT_YET_POSSIBLE");

    assertEquals("APPROVED", decide(officer(ANOTHER_PERSON), id, true).expect(200).at("/state"));

    var seen = person(id).expect(200);
    assertEquals(report.child(0).path("insz").asText(), seen.at("/persons/0/insz"));
    assertEquals(report.child(0).path("familyName").asText(), seen.at("/persons/0/familyName"));
    person(id).expect(200);
    assertEquals(2, told("REIDENTIFICATION_USED", id));
    var entries =
        Answer.stream(
                auditor()
                    .get("/api/disclosures?partner=auditor&subject=" + subject)
                    .expect(200)
                    .json()
                    .path("items"))
            .toList();
    assertEquals(
        List.of("REIDENTIFIED", "REIDENTIFIED"),
        entries.stream().map(entry -> entry.path("rule").asText()).toList());
    assertEquals("CHILD_ID", entries.get(0).at("/categories/0").asText());
    assertEquals("G8_AUDIT", entries.get(0).path("ground").asText());
  }

  @Test
  void whoAskedDoesNotDecideAndNobodyButTheOfficerDoes() {
    var id = ask(subject(Sent.byHospital(Report.ofOneChild()))).expect(201).at("/id");

    decide(officer(TestPartner.SOMEBODY), id, true).expectProblem(403, "SECOND_PERSON_REQUIRED");
    decide(auditor(), id, true).expectProblem(403, "ONLY_DPO");
    person(id).expectProblem(409, "STEP_NOT_YET_POSSIBLE");
  }

  @Test
  void nobodyIsTwoPersonsByNumberAndByCertificate() {
    var id = ask(subject(Sent.byHospital(Report.ofOneChild()))).expect(201).at("/id");

    decide(TestPartner.of("dpo-persoon").inPerson("AUDIT"), id, true)
        .expectProblem(403, "SAME_PROOF_REQUIRED");
    decide(officer("10000000"), id, true).expectProblem(403, "SAME_PROOF_REQUIRED");
    assertEquals("APPROVED", decide(officer(ANOTHER_PERSON), id, true).expect(200).at("/state"));
  }

  @Test
  void whatWasRefusedOrHasLapsedOpensNothing() {
    var subject = subject(Sent.byHospital(Report.ofOneChild()));
    var refused = ask(subject).expect(201).at("/id");
    assertEquals("REFUSED", decide(officer(ANOTHER_PERSON), refused, false).at("/state"));
    person(refused).expectProblem(409, "STEP_NOT_POSSIBLE");
    decide(officer(ANOTHER_PERSON), refused, true).expectProblem(409, "STEP_NOT_POSSIBLE");

    var approved = ask(subject).expect(201).at("/id");
    decide(officer(ANOTHER_PERSON), approved, true).expect(200);
    person(approved).expect(200);
    Gateway.running()
        .asOwner()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "update reidentification set recorded_at = now() - interval '2 days', valid_until = now() - interval '1 day' where id = :id")
                    .bind("id", UUID.fromString(approved))
                    .execute());
    var lapsed = person(approved).expectProblem(409, "STEP_NOT_POSSIBLE");
    assertTrue(lapsed.text().contains("LAPSED"), lapsed::text);
  }

  @Test
  void nobodyElseLooksAndNobodyAsksAboutAnUnknownPseudonym() {
    var id = ask(subject(Sent.byHospital(Report.ofOneChild()))).expect(201).at("/id");
    decide(officer(ANOTHER_PERSON), id, true).expect(200);

    officer(ANOTHER_PERSON).get(PATH + "/" + id + "/person").expectProblem(404, "NOT_FOUND");
    Sent.antwerpen().get(PATH + "/" + id + "/person").expectProblem(404, "NOT_FOUND");
    ask("nobody-known").expectProblem(403, "OUTSIDE_ENGAGEMENT");
    auditor()
        .post(
            PATH,
            object(
                "subject",
                subject(Sent.byHospital(Report.ofOneChild())),
                "reason",
                REASON,
                "until",
                day(200)))
        .expect(422)
        .expectError("/until", "PERIOD_TOO_LONG");
  }

  @Test
  void listShowsTheOfficerAllAndAnAuditorItsOwn() {
    var id = ask(subject(Sent.byHospital(Report.ofOneChild()))).expect(201).at("/id");

    assertTrue(officer(ANOTHER_PERSON).get(PATH).expect(200).text().contains(id));
    assertTrue(auditor().get(PATH).expect(200).text().contains(id));
    assertFalse(auditor().get(PATH).expect(200).text().contains("insz"));
    Sent.antwerpen().get(PATH).expectProblem(403, "NOT_PERMITTED_FOR_KIND");
  }
}
