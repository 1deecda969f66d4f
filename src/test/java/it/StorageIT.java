package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Invented;
import testkit.Listing;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** The gateway while its database is gone, and after. */
@AgainstTheGateway
class StorageIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void withoutDatabaseNothingIsAnsweredAndAllComesBackByItself() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var word = report.child(0).get("familyName").asText();
    var hospital = Sent.hospital();
    var submitter = TestPartner.of("uz-voorbeeld").as("SUBMIT");
    var centre = Sent.antwerpen();
    var anybody = TestPartner.of("uz-voorbeeld").withoutToken();
    var reference = Invented.word("outage");

    try (var outage = Gateway.running().databaseOutage()) {
      unavailable(sent.read(hospital), word);
      unavailable(hospital.get("/api/referrals?limit=1"), word);
      unavailable(sent.move(centre, "TAKEN_UP"), word);
      unavailable(
          submitter.post("/api/referrals", Report.ofOneChild().reference(reference).json()), word);
      unavailable(anybody.get("/api/referrals"), word);
      var asked = TestPartner.of("uz-voorbeeld").askToken(TestPartner.form("SUBMIT", "nurse"));
      assertEquals(503, asked.status(), asked::text);
      assertEquals(503, anybody.get("/health/ready").status());
      assertEquals(200, anybody.get("/health/live").status());
      assertEquals(200, anybody.get("/api/certificate").status());
    }

    Eventually.holds(SOON, "reads are answered again", () -> sent.read(hospital).status() == 200);
    assertEquals("RECEIVED", sent.read(centre).expect(200).at("/status"));
    var query = "identifier=" + Listing.encoded("https://proef.example/ref|" + reference);
    assertEquals(List.of(), Listing.referrals(hospital, query), "what was refused is not stored");
    assertEquals(200, anybody.get("/health/ready").status());
    Sent.byHospital(Report.ofOneChild());
  }

  private static void unavailable(Answer answer, String word) {
    assertEquals(503, answer.status(), answer::text);
    assertTrue(
        List.of("STORAGE_UNAVAILABLE", "LEDGER_UNAVAILABLE").contains(answer.at("/code")),
        answer::text);
    assertTrue(Integer.parseInt(answer.header("Retry-After").orElseThrow()) > 0);
    assertFalse(answer.text().contains(word));
    assertFalse(answer.text().contains("Exception"), answer::text);
    assertTrue(answer.header("Disclosure-Receipt").isEmpty());
  }

  @Test
  void connectionsThatWereCutAreReplaced() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var hospital = Sent.hospital();
    Gateway.running()
        .asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where usename = 'schakel_app'"));

    Eventually.holds(SOON, "reads are answered again", () -> sent.read(hospital).status() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void whatWasAnsweredSurvivesAPowerCut(String setting) {
    var value =
        Gateway.running()
            .asApplication()
            .withHandle(handle -> handle.createQuery("show " + setting).mapTo(String.class).one());

    assertEquals("on", value);
  }
}
