package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** An auditor retrieves audit events (IHE ITI-81, BALP). */
@AgainstTheGateway
class AuditEventIT {

  private static final String EVENTS = "/fhir/AuditEvent";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String NAMES = "https%3A%2F%2Fschakel.example%2Ffhir%2FNamingSystem%2F";
  private static final String DATE = "date=ge2020";

  @ParameterizedTest
  @ValueSource(strings = {"auditor", "dpo"})
  void aReadIsADisclosureWithItsRecipientAddressAndToken(String who) {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.read(Sent.antwerpen()).expect(200);

    var found = about(auditor(who), sent, "&type=110106&subtype=read").expect(200);

    assertEquals("searchset", found.json().path("type").asText());
    assertFalse(found.json().has("total"));
    assertEquals(1, found.json().path("entry").size());
    var event = found.json().at("/entry/0/resource");
    assertTrue(event.at("/meta/profile/0").asText().endsWith("PrivacyDisclosure.Source"));
    assertEquals(event.at("/source/observer"), agent(event, "110153").path("who"));
    var recipient = agent(event, "110152");
    assertEquals("vk-antwerpen", recipient.at("/who/identifier/value").asText());
    assertEquals("127.0.0.1", recipient.at("/network/address").asText());
    assertTrue(
        agent(event, "UserOauthAgent")
            .at("/policy/0")
            .asText()
            .startsWith("urn:ietf:params:oauth:jti:"));
    assertTrue(found.header("Disclosure-Receipt").isPresent());

    var read = auditor(who).get(EVENTS + "/" + event.path("id").asText()).expect(200);
    assertEquals(event, read.json());
  }

  @Test
  void noNameNumberOrTextOfTheReportStandsInAnyEvent() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    sent.read(Sent.antwerpen()).expect(200);
    sent.read(TestPartner.of("caw-voorbeeld").as("FOLLOW_UP_OWN")).expect(404);

    var found = about(auditor("auditor"), sent, "&_count=100").expect(200).text();

    for (var secret :
        List.of(
            report.child(0).path("insz").asText(),
            report.child(0).path("familyName").asText(),
            report.person(0).path("familyName").asText(),
            report.json().path("facts").asText(),
            "Dr. Proef Persoon")) {
      assertFalse(found.contains(secret), secret);
    }
    assertTrue(found.contains("\"110113\""), "the refusal is a security alert");
  }

  @Test
  void aChildIsFoundByItsPseudonymInABodyAndTheLinksHoldNothingOfIt() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.read(Sent.antwerpen()).expect(200);
    var auditor = auditor("auditor");
    var event = about(auditor, sent, "&type=110106").json().at("/entry/0/resource");
    var pseudonym = event.at("/entity/0/what/identifier/value").asText();

    var form = DATE + "&_count=2&patient.identifier=" + NAMES + "pseudonym%7C" + pseudonym;
    var first = auditor.post(EVENTS + "/_search", form, FORM).expect(200);
    var ids = new TreeSet<String>();
    var pages = 0;
    var page = first;
    while (true) {
      pages++;
      assertFalse(page.json().path("link").toString().contains(pseudonym));
      assertTrue(page.json().path("entry").size() <= 2);
      for (var entry : page.json().path("entry")) {
        assertTrue(ids.add(entry.at("/resource/id").asText()), "an event came twice");
      }
      var next = link(page.json(), "next");
      if (next.isEmpty()) {
        break;
      }
      page = auditor.post(next.substring(next.indexOf("/fhir")), form, FORM).expect(200);
    }
    // Two entries, three events each
    assertEquals(6, ids.size());
    assertEquals(3, pages);
  }

  @Test
  void aPersonIsNeverSearchedForInAnAddress() {
    var auditor = auditor("auditor");
    refused(auditor.get(EVENTS + "?" + DATE + "&patient.identifier=x"), 400, "IDENTIFIER_IN_URL");
    refused(
        auditor.get(EVENTS + "?" + DATE + "&agent.identifier=15231500154"),
        400,
        "IDENTIFIER_IN_URL");
    refused(auditor.get(EVENTS + "?type=110106"), 400, "MISSING_PARAMETER");
    refused(auditor.get(EVENTS + "?" + DATE + "&entity.identifier=%00"), 400, "INVALID_PARAMETER");
  }

  @Test
  void aSearchIsItselfAnEventThatIsShownToWhoAsksForIt() {
    var auditor = auditor("auditor");
    var sent = Sent.byHospital(Report.ofOneChild());
    about(auditor, sent, "").expect(200);

    var used = auditor.get(EVENTS + "?" + DATE + "&type=110101&_count=5").expect(200);

    var filters = new ArrayList<String>();
    for (var entry : used.json().path("entry")) {
      assertEquals("110101", entry.at("/resource/type/code").asText());
      filters.add(entry.at("/resource/entity/0/description").asText());
    }
    assertTrue(filters.stream().anyMatch(words -> words.contains(sent.id())), filters.toString());
  }

  @Test
  void whoHasNoEngagementOrNoScopeGetsNothing() {
    TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN").get(EVENTS + "?" + DATE).expect(403);
    Sent.antwerpen().get(EVENTS + "?" + DATE).expect(403);
    refused(
        auditor("auditor").get(EVENTS + "/01990000-0000-7000-8000-000000000001-act"),
        404,
        "NOT_FOUND");
    refused(auditor("auditor").get(EVENTS + "/x"), 404, "NOT_FOUND");
  }

  private static void refused(Answer answer, int status, String code) {
    answer.expect(status);
    assertEquals(code, answer.at("/issue/0/details/coding/0/code"), answer::text);
  }

  private static Requests auditor(String who) {
    return TestPartner.of(who).as("AUDIT", "auditor");
  }

  private static Answer about(Requests auditor, Sent sent, String more) {
    return auditor.get(
        EVENTS + "?" + DATE + "&entity.identifier=" + NAMES + "referral%7C" + sent.id() + more);
  }

  private static JsonNode agent(JsonNode event, String type) {
    for (var agent : event.path("agent")) {
      if (agent.at("/type/coding/0/code").asText().equals(type)) {
        return agent;
      }
    }
    throw new AssertionError("no agent " + type + " in " + event);
  }

  private static String link(JsonNode bundle, String relation) {
    for (var link : bundle.path("link")) {
      if (link.path("relation").asText().equals(relation)) {
        return link.path("url").asText();
      }
    }
    return "";
  }
}
