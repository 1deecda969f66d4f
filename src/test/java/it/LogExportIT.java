package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
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

/** A search of the log leaves as one file, of any size. */
@AgainstTheGateway
class LogExportIT {

  private static final String PATH = "/api/disclosures/export";

  private static Requests auditor() {
    return TestPartner.of("auditor").as("AUDIT", "auditor");
  }

  private static List<String> lines(Answer export) {
    return export.text().lines().toList();
  }

  @Test
  void ndjsonHasEveryEntryAsTheSearchShowsItAndIsOneEntryOfTheLog() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    sent.read(Sent.antwerpen()).expect(200);
    var request = "export-" + UUID.randomUUID();
    var all = "/api/disclosures?referral=" + sent.id();
    Eventually.holds(
        Duration.ofSeconds(30), "all are in the tree", () -> indexed(auditor().get(all)) == 4);
    var page = auditor().get(all).expect(200);

    var export =
        auditor()
            .with("X-Request-Id", request)
            .with("Accept", "application/x-ndjson")
            .get(PATH + "?referral=" + sent.id())
            .expect(200);

    assertEquals("4", export.header("Disclosure-Count").orElseThrow());
    assertEquals(
        Answer.stream(page.json().path("items")).toList(),
        lines(export).stream().map(Report::read).toList());
    assertTrue(export.header("Disclosure-Receipt").isPresent());
    var logged = Logbook.ofRequest(request);
    assertEquals(1, logged.size());
    assertEquals("AUDIT_READ", logged.get(0).at("/action"));
    assertTrue(logged.get(0).at("/filter").contains("referral=" + sent.id()));
    assertTrue(logged.get(0).at("/filter").contains("export=ndjson hits=4"));
  }

  private static long indexed(Answer page) {
    return Answer.stream(page.json().path("items")).filter(each -> each.has("index")).count();
  }

  @Test
  void csvIsATableWithoutFormulas() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.read(Sent.hospital().with("X-Request-Id", "=HYPERLINK(1)")).expect(200);

    var export = auditor().get(PATH + "?format=csv&referral=" + sent.id()).expect(200);

    assertTrue(export.contentType().startsWith("text/csv"), export::contentType);
    assertTrue(export.text().startsWith("\"id\",\"index\",\"recordedAt\""), export::text);
    assertEquals(3, lines(export).size());
    assertTrue(lines(export).get(1).contains("\"'=HYPERLINK(1)\""), export::text);
  }

  @Test
  void whatDoesNotFitOnAPageIsWholeInAnExport() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2", "c3", "c4", "c5"));
    for (int i = 0; i < 101; i++) {
      sent.read(Sent.antwerpen()).expect(200);
    }

    var export = auditor().get(PATH + "?action=READ&referral=" + sent.id()).expect(200);

    assertEquals("505", export.header("Disclosure-Count").orElseThrow());
    assertEquals(
        505, lines(export).stream().map(Report::read).map(e -> e.at("/id")).distinct().count());
  }

  @Test
  void onlyWhatAnEngagementCoversAndOnlyForAuditors() {
    Sent.antwerpen().get(PATH).expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    TestPartner.of("auditor")
        .as("AUDIT", "system")
        .get(PATH)
        .expectProblem(403, "UNATTENDED_LIMITED");
    auditor().get(PATH + "?format=pdf").expectProblem(400, "INVALID_PARAMETER");
    auditor().get(PATH + "?limit=3").expectProblem(400, "UNKNOWN_PARAMETER");
    auditor().with("Accept", "image/png").get(PATH).expectProblem(406, "NOT_ACCEPTABLE");
  }

  @Test
  void noNameNumberOrTextOfTheReportIsInIt() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);

    var export = auditor().get(PATH + "?format=csv&referral=" + sent.id()).expect(200).text();

    for (var secret :
        List.of(
            report.child(0).path("insz").asText(),
            report.child(0).path("familyName").asText(),
            report.json().path("facts").asText())) {
      assertFalse(export.contains(secret), secret);
    }
  }
}
