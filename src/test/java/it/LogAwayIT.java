package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** No entry in the log, no data: the gateway while its log cannot be written. */
@AgainstTheGateway
class LogAwayIT {

  private Report report;
  private Sent sent;
  private Requests hospital;
  private Requests submitter;
  private Requests centre;
  private Requests stranger;
  private Requests auditor;

  /** Tokens are fetched before, since each of them is an entry too. */
  @BeforeEach
  void takeTheLogAway() {
    report = Report.ofOneChild();
    sent = Sent.byHospital(report);
    hospital = Sent.hospital();
    submitter = TestPartner.of("uz-voorbeeld").as("SUBMIT");
    centre = Sent.antwerpen();
    stranger = TestPartner.of("az-tweede").as("FOLLOW_UP_OWN");
    auditor = TestPartner.of("auditor").as("AUDIT", "auditor");
    owner("revoke insert on ledger_entry from schakel_app");
  }

  @AfterEach
  void giveTheLogBack() {
    owner("grant insert on ledger_entry to schakel_app");
  }

  @Test
  @DisplayName("5.8 case 11: log store down -> 503, no disclosure")
  void nothingIsRead() {
    withheld(sent.read(hospital));
    withheld(sent.read(centre));
    withheld(hospital.get("/api/referrals"));
    withheld(auditor.get("/api/disclosures?referral=" + sent.id()));
    withheld(sent.read(stranger));
    giveTheLogBack();
    sent.read(hospital).expect(200);
  }

  @Test
  void nothingIsHalfWritten() {
    var reference = "away-" + UUID.randomUUID();
    withheld(submitter.post("/api/referrals", Report.ofOneChild().reference(reference).json()));
    withheld(sent.move(centre, "TAKEN_UP"));
    withheld(sent.develop(hospital, "Een nieuwe vaststelling."));
    withheld(sent.retract(hospital, "WITHDRAWN"));
    giveTheLogBack();

    var mine = hospital.get("/api/referrals?identifier=https://proef.example/ref%7C" + reference);
    assertEquals(0, mine.expect(200).json().path("items").size());
    var read = sent.read(hospital).expect(200);
    assertEquals("RECEIVED", read.at("/status"));
    assertFalse(read.text().contains("Een nieuwe vaststelling."));
  }

  /** Somebody repairs something, or a program hangs, and holds the log. */
  @Test
  void aLogThatIsHeldLetsNothingOut() {
    giveTheLogBack();
    Gateway.running()
        .asOwner()
        .useTransaction(
            handle -> {
              handle.execute("lock table ledger_entry in exclusive mode");
              withheld(sent.read(hospital));
              withheld(sent.develop(hospital, "Een nieuwe vaststelling."));
            });
    var read = sent.read(hospital).expect(200);
    assertFalse(read.text().contains("Een nieuwe vaststelling."));
  }

  @Test
  void noTokenIsGranted() {
    var asked = TestPartner.of("uz-voorbeeld").askToken(TestPartner.form("SUBMIT", "nurse"));
    assertEquals(503, asked.status());
    assertFalse(asked.text().contains("access_token"));
  }

  private void withheld(Answer answer) {
    answer.expectProblem(503, "LEDGER_UNAVAILABLE");
    assertTrue(answer.header("Retry-After").isPresent());
    assertTrue(answer.header("Disclosure-Receipt").isEmpty());
    assertFalse(answer.text().contains(report.child(0).path("familyName").asText()));
    assertFalse(answer.text().contains(sent.reference()));
  }

  private static void owner(String statement) {
    Gateway.running().asOwner().useHandle(handle -> handle.execute(statement));
  }
}
