package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** An auditor and the data protection officer look into the log. */
@AgainstTheGateway
class AuditIT {

  private static final String LOG = "/api/disclosures";

  @ParameterizedTest
  @ValueSource(strings = {"auditor", "dpo"})
  void everyReadAndEveryRefusalOfAReportIsFound(String who) {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    sent.read(Sent.antwerpen()).expect(200);
    sent.read(TestPartner.of("az-tweede").as("FOLLOW_UP_OWN")).expect(404);

    var found = about(auditor(who), sent, "");

    assertEquals(
        List.of(
            "READ DENY az-tweede",
            "READ PERMIT vk-antwerpen",
            "READ PERMIT vk-antwerpen",
            "SUBMIT PERMIT uz-voorbeeld",
            "SUBMIT PERMIT uz-voorbeeld"),
        Answer.stream(found.json().path("items"))
            .map(
                item ->
                    item.path("action").asText()
                        + " "
                        + item.path("outcome").asText()
                        + " "
                        + item.at("/partner/code").asText())
            .toList());
    assertTrue(found.json().path("next").isNull());
    assertTrue(found.json().at("/items/0/subject").isMissingNode());
  }

  @Test
  void aChildIsFoundByItsPseudonymInEveryReportAboutIt() {
    var report = Report.ofOneChild();
    var first = Sent.byHospital(report);
    var second = Sent.by(TestPartner.of("az-tweede"), report);
    var subject = about(auditor("auditor"), first, "").at("/items/0/subject");

    var found = auditor("auditor").get(LOG + "?subject=" + subject).expect(200);

    assertEquals(
        List.of(second.id(), first.id()),
        Answer.stream(found.json().path("items"))
            .map(item -> item.path("referral").asText())
            .toList());
  }

  @Test
  void noNameNumberOrTextOfTheReportStandsInTheLog() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    sent.read(Sent.antwerpen()).expect(200);

    var found = about(auditor("auditor"), sent, "").text();

    for (var secret :
        List.of(
            report.child(0).path("insz").asText(),
            report.child(0).path("familyName").asText(),
            report.person(0).path("familyName").asText(),
            report.json().path("facts").asText(),
            "Dr. Proef Persoon")) {
      assertFalse(found.contains(secret), secret);
    }
  }

  @Test
  void theFiltersNarrow() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.read(Sent.antwerpen()).expect(200);
    sent.read(Sent.hospital()).expect(200);
    var auditor = auditor("auditor");

    assertEquals(3, items(about(auditor, sent, "")));
    assertEquals(2, items(about(auditor, sent, "&partner=uz-voorbeeld")));
    assertEquals(1, items(about(auditor, sent, "&action=SUBMIT")));
    assertEquals(2, items(about(auditor, sent, "&ground=OWN")));
    assertEquals(0, items(about(auditor, sent, "&outcome=DENY")));
    assertEquals(0, items(about(auditor, sent, "&from=2099-01-01T00:00:00%2B01:00")));
    assertEquals(0, items(about(auditor, sent, "&to=2020-01-01T00:00:00%2B01:00")));
  }

  @Test
  void aCursorGoesBackAndNeverRunsIntoWhatCameLater() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.read(Sent.antwerpen()).expect(200);
    sent.read(Sent.antwerpen()).expect(200);
    var auditor = auditor("auditor");

    var first = about(auditor, sent, "&limit=2");
    sent.read(Sent.antwerpen()).expect(200);
    var second = about(auditor, sent, "&limit=2&cursor=" + first.at("/next"));

    assertEquals(2, items(first));
    assertEquals(1, items(second));
    assertEquals("SUBMIT", second.at("/items/0/action"));
    assertTrue(second.json().path("next").isNull());
  }

  @Test
  void aSearchIsOneEntryWithItsReceiptAndIsShownOnlyWhenAskedFor() throws Exception {
    var request = "audit-" + UUID.randomUUID();
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2", "c3"));
    var found = about(auditor("auditor").with("X-Request-Id", request), sent, "");

    var receipt = payload(found.header("Disclosure-Receipt").orElseThrow());
    assertEquals("auditor", receipt.path("aud").asText());
    assertEquals(request, receipt.path("requestId").asText());
    assertEquals(1, receipt.path("count").asInt());
    var lines = Logbook.ofAnswer(Base64.getUrlDecoder().decode(receipt.path("root").asText()));
    assertEquals(1, lines.size());
    assertEquals("AUDIT_READ", lines.get(0).at("/action"));
    assertEquals("G8_AUDIT", lines.get(0).at("/ground"));
    assertTrue(lines.get(0).at("/filter").contains("referral=" + sent.id()));
    assertTrue(lines.get(0).at("/filter").endsWith("hits=3"));

    var read = auditor("dpo").get(LOG + "?action=AUDIT_READ&limit=100").expect(200);
    assertTrue(read.text().contains(request));
    assertFalse(auditor("dpo").get(LOG + "?limit=100").expect(200).text().contains(request));
  }

  @Test
  void nobodyElseSearchesTheLogAndTheAttemptIsInIt() {
    var centre = "audit-" + UUID.randomUUID();
    Sent.antwerpen()
        .with("X-Request-Id", centre)
        .get(LOG)
        .expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    assertEquals("DENY", Logbook.ofRequest(centre).get(0).at("/outcome"));

    // Of a partner that other tests refuse so often the log would hold a count only
    var welfare = "audit-" + UUID.randomUUID();
    TestPartner.of("caw-voorbeeld")
        .as("FOLLOW_UP_OWN")
        .with("X-Request-Id", welfare)
        .get(LOG)
        .expectProblem(403, "INSUFFICIENT_SCOPE");
    assertEquals("DENY", Logbook.ofRequest(welfare).get(0).at("/outcome"));
  }

  @Test
  void unattendedWorkDoesNotSearchTheLog() {
    TestPartner.of("auditor")
        .as("AUDIT", "system")
        .get(LOG)
        .expectProblem(403, "UNATTENDED_LIMITED");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, LIMIT_OUT_OF_RANGE",
    "limit=101, LIMIT_OUT_OF_RANGE",
    "limit=many, INVALID_PARAMETER",
    "from=yesterday, INVALID_PARAMETER",
    "to=2026-13-01T00:00:00Z, INVALID_PARAMETER",
    "from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z, FROM_AFTER_TO",
    "partner=Not%20A%20Code, INVALID_PARAMETER",
    "subject=a.b, INVALID_PARAMETER",
    "subject=15231500154, IDENTIFIER_IN_URL",
    "referral=4711, INVALID_PARAMETER",
    "outcome=MAYBE, INVALID_PARAMETER",
    "ground=G99, INVALID_PARAMETER",
    "action=PEEK, INVALID_PARAMETER",
    "cursor=nowhere, BAD_CURSOR",
    "sort=asc, UNKNOWN_PARAMETER",
    "action=READ&action=SEARCH, DUPLICATE_PARAMETER"
  })
  void aWrongFilterIsNeverLeftOut(String query, String code) {
    auditor("auditor").get(LOG + "?" + query).expectProblem(400, code);
  }

  private static Requests auditor(String who) {
    return TestPartner.of(who).as("AUDIT", "auditor");
  }

  private static Answer about(Requests auditor, Sent sent, String more) {
    return auditor.get(LOG + "?referral=" + sent.id() + more).expect(200);
  }

  private static int items(Answer page) {
    return page.json().path("items").size();
  }

  private static JsonNode payload(String receipt) {
    var bytes = Base64.getUrlDecoder().decode(receipt.split("\\.")[1]);
    return Report.read(new String(bytes, StandardCharsets.UTF_8));
  }
}
