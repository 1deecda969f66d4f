package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** One command suspends whoever was misused and lists what was obtained; two persons lift it. */
@AgainstTheGateway
class IncidentIT {

  private static final String PATH = "/api/incidents";
  private static final String SECOND_PERSON = "10000000245";
  private static final String THIEF = "10000000542";

  private String open = "";

  private static Requests officer(String person) {
    return as("dpo", "AUDIT", "auditor", person);
  }

  private static Requests officer() {
    return officer(TestPartner.SOMEBODY);
  }

  private static Requests as(String code, String purpose, String role, String person) {
    var partner = TestPartner.of(code);
    var form = TestPartner.form(purpose, role);
    form.put("subject_id", person);
    return partner.withToken(partner.askToken(form).expect(200).at("/access_token"));
  }

  private static ObjectNode incident(String what, String who) {
    return object(what, who, "from", "2026-01-01", "reason", "Proefincident");
  }

  private Answer suspend(ObjectNode incident) {
    var answer = officer().post(PATH, incident).expect(201);
    open = answer.at("/id");
    return answer;
  }

  /** Other tests use the same partners. */
  @AfterEach
  void asBefore() {
    if (!open.isEmpty()) {
      officer().post(PATH + "/" + open + "/lift", "{}");
      officer(SECOND_PERSON).post(PATH + "/" + open + "/lift", "{}");
    }
  }

  private static String thumbprint(String partner) {
    try {
      var der = TestPartner.of(partner).certificate().getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Answer lift(Requests officer) {
    return officer.post(PATH + "/" + open + "/lift", "{}");
  }

  @Test
  void stolenCertificateIsRefusedOnTheNextRequestUntilTwoPersonsLiftIt() {
    var sent = Sent.by(TestPartner.of("pleegzorg-voorbeeld"), Report.ofSiblings("c1", "c2"));
    var before = TestPartner.of("pleegzorg-voorbeeld").as("FOLLOW_UP_OWN");
    sent.read(before).expect(200);

    var opened = suspend(incident("certificate", thumbprint("pleegzorg-voorbeeld")));

    assertTrue(opened.json().path("suspended").asBoolean());
    sent.read(before).expectProblem(401, "SUSPENDED");
    TestPartner.of("pleegzorg-voorbeeld")
        .askToken(TestPartner.form("FOLLOW_UP_OWN", "physician"))
        .expect(401);
    var told = TestPartner.of("pleegzorg-voorbeeld").withoutToken().get("/api/certificate");
    assertEquals("false", told.expect(200).at("/accepted"));
    assertEquals("SUSPENDED", told.at("/findings/0/code"));
    assertTrue(opened.json().at("/everything/people").asLong() >= 2, opened::text);
    var seen = officer().get(PATH + "/" + open + "/obtained?limit=100").expect(200);
    assertTrue(seen.text().contains(sent.id()), seen::text);

    assertTrue(lift(officer()).expect(200).json().path("suspended").asBoolean());
    lift(officer()).expectProblem(403, "SECOND_PERSON_REQUIRED");
    sent.read(before).expectProblem(401, "SUSPENDED");
    assertFalse(lift(officer(SECOND_PERSON)).expect(200).json().path("suspended").asBoolean());
    sent.read(before).expect(200);
    lift(officer()).expectProblem(409, "STEP_NOT_POSSIBLE");
  }

  @Test
  void nobodyIsTwoPersonsByNumberAndByCertificate() {
    suspend(incident("partner", "caw-voorbeeld"));

    assertTrue(lift(officer()).expect(200).json().path("suspended").asBoolean());
    var inPerson = TestPartner.of("dpo-persoon").inPerson("AUDIT");
    assertTrue(lift(inPerson).expect(200).json().path("suspended").asBoolean());
    assertTrue(lift(officer("10000000")).expect(200).json().path("suspended").asBoolean());

    assertFalse(lift(officer(SECOND_PERSON)).expect(200).json().path("suspended").asBoolean());
  }

  @Test
  void personIsSuspendedAtEveryPartnerAndColleaguesAreNot() {
    var sent = Sent.by(TestPartner.of("clb-voorbeeld"), Report.ofOneChild());
    var thief = as("clb-voorbeeld", "FOLLOW_UP_OWN", "physician", THIEF);
    sent.read(thief).expect(200);
    sent.read(thief).expect(200);

    var opened = suspend(incident("professional", THIEF));

    sent.read(thief).expectProblem(401, "SUSPENDED");
    var form = TestPartner.form("FOLLOW_UP_OWN", "physician");
    form.put("subject_id", THIEF);
    TestPartner.of("huisarts-voorbeeld").askToken(form).expect(401);
    sent.read(TestPartner.of("clb-voorbeeld").as("FOLLOW_UP_OWN")).expect(200);
    assertEquals(1, opened.json().at("/everything/people").asLong());
    assertEquals(2, opened.json().at("/everything/records").asLong());
    assertEquals("vk-antwerpen", opened.at("/perVk/0/vk"));
    var categories =
        Answer.stream(opened.json().path("perCategory"))
            .map(figure -> figure.path("category").asText())
            .toList();
    assertTrue(categories.contains("CONCERN"), opened::text);
    assertEquals(
        OffsetDateTime.parse(opened.at("/knownAt")).plusHours(72).toInstant(),
        OffsetDateTime.parse(opened.at("/notifyBefore")).toInstant());
    assertEquals(
        List.of("DPO", "vk-antwerpen"),
        Gateway.running()
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select recipient from outbox_event where kind = 'INCIDENT_OPENED' and payload ->> 'incident' = :id order by 1")
                        .bind("id", open)
                        .mapTo(String.class)
                        .list()));
  }

  @Test
  void partnerIsSuspendedAndItsObtainedIsPaged() {
    var sent = Sent.by(TestPartner.of("caw-voorbeeld"), Report.ofSiblings("c1", "c2", "c3"));
    var caw = TestPartner.of("caw-voorbeeld").as("FOLLOW_UP_OWN");
    sent.read(caw).expect(200);
    var until =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            OffsetDateTime.now().plusMinutes(1).truncatedTo(ChronoUnit.SECONDS));

    suspend(incident("partner", "caw-voorbeeld").put("until", until));

    sent.read(caw).expectProblem(401, "SUSPENDED");
    var first = officer().get(PATH + "/" + open + "/obtained?limit=2").expect(200);
    assertEquals(2, first.json().path("items").size());
    var second =
        officer()
            .get(PATH + "/" + open + "/obtained?limit=2&cursor=" + first.at("/next"))
            .expect(200);
    assertTrue(second.json().path("items").size() >= 1);
    assertFalse(first.at("/items/1/subject").equals(second.at("/items/0/subject")));
  }

  @Test
  void onlyTheOfficerOpensOneAndNeverAgainstItself() {
    TestPartner.of("auditor")
        .as("AUDIT", "auditor")
        .post(PATH, incident("partner", "caw-voorbeeld"))
        .expectProblem(403, "ONLY_DPO");
    officer()
        .post(PATH, incident("partner", "dpo"))
        .expect(422)
        .expectError("/partner", "SUSPENDS_ONESELF");
    officer()
        .post(PATH, incident("certificate", thumbprint("dpo")))
        .expect(422)
        .expectError("/certificate", "SUSPENDS_ONESELF");
    officer()
        .post(PATH, incident("professional", TestPartner.SOMEBODY))
        .expect(422)
        .expectError("/professional", "SUSPENDS_ONESELF");
    officer()
        .post(PATH, incident("partner", "nobody-at-all"))
        .expect(422)
        .expectError("/partner", "UNKNOWN_PARTNER");
    officer()
        .post(PATH, incident("partner", "caw-voorbeeld").put("professional", THIEF))
        .expect(422)
        .expectError("/partner", "NOT_TOGETHER");
    officer().get(PATH + "/" + UUID.randomUUID()).expectProblem(404, "NOT_FOUND");
  }
}
