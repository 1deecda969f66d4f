package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Invented;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** A centre keeps a case within a team: who else of it looks must say why. */
@AgainstTheGateway
class TeamIT {

  private static final String COLLEAGUE = "10000000344";

  private static Requests colleague() {
    var form = TestPartner.form("CASE_MANAGEMENT", "social-worker");
    form.put("subject_id", COLLEAGUE);
    var centre = TestPartner.of("vk-antwerpen");
    return centre.withToken(centre.askToken(form).expect(200).at("/access_token"));
  }

  private static Requests saying(Requests who, String reason) {
    return who.with(
        "Access-Reason", URLEncoder.encode(reason, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static Answer keep(Requests who, Sent sent, String... members) {
    var team = object("members", List.of(members), "reason", "familie van een collega");
    return who.put(sent.path() + "/team", team.toString(), "application/json");
  }

  private static Sent kept() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var answer = keep(Sent.antwerpen(), sent, TestPartner.SOMEBODY).expect(200);
    assertEquals("true", answer.at("/restricted"));
    return sent;
  }

  @Test
  void onlyTheTeamSeesAndChangesIt() {
    var sent = kept();

    sent.read(Sent.antwerpen()).expect(200);
    sent.read(colleague()).expectProblem(403, "TEAM_ONLY");
    sent.move(colleague(), "TAKEN_UP").expectProblem(403, "TEAM_ONLY");
    sent.contribute(colleague(), object("category", "HELP_CONTENT", "text", "x"))
        .expectProblem(403, "TEAM_ONLY");
    colleague().get(sent.path() + "/grounds").expectProblem(403, "TEAM_ONLY");
    keep(colleague(), sent, COLLEAGUE).expectProblem(403, "TEAM_ONLY");
    TestPartner.of("vk-antwerpen")
        .as("CASE_MANAGEMENT", "system")
        .get(sent.path())
        .expectProblem(403, "TEAM_ONLY");
    sent.move(Sent.antwerpen(), "TAKEN_UP").expect(200);
  }

  @Test
  void submitterSeesItAsBefore() {
    var sent = kept();
    sent.read(Sent.hospital()).expect(200);
  }

  @Test
  void theWorklistOfOthersDoesNotShowIt() {
    var sent = kept();

    assertTrue(worklist(Sent.antwerpen()).contains(sent.id()));
    assertFalse(worklist(colleague()).contains(sent.id()));
  }

  private static String worklist(Requests who) {
    return who.get("/api/referrals?limit=5").expect(200).text();
  }

  @Test
  void aWrittenReasonOpensItAndTheOfficerIsTold() {
    var sent = kept();
    var reason = Invented.word("wacht van vannacht, één gezin");
    var requestId = UUID.randomUUID().toString();

    saying(colleague(), reason).with("X-Request-Id", requestId).get(sent.path()).expect(200);

    assertEquals(
        1, count(sent, "outbox_event where kind = 'READ_OUTSIDE_TEAM' and recipient = 'DPO' and"));
    assertEquals(1, count(sent, "outside_team where request = '" + requestId + "' and"));
    assertEquals(
        0,
        count(
            sent,
            "outside_team where position(convert_to('"
                + reason
                + "', 'UTF8') in content) > 0 and"));
    assertFalse(Logbook.ofRequest(requestId).toString().contains(reason));
    sent.read(colleague()).expectProblem(403, "TEAM_ONLY");
  }

  @Test
  void whoIsInTheTeamIsNotNoted() {
    var sent = kept();
    saying(Sent.antwerpen(), "een reden die niemand vroeg").get(sent.path()).expect(200);

    assertEquals(0, count(sent, "outside_team where"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "te kort", "%zz niet te lezen"})
  void aReasonThatIsNoneIsRefused(String header) {
    var sent = kept();

    colleague().with("Access-Reason", header).get(sent.path()).expectProblem(400, "INVALID_HEADER");
  }

  @Test
  void anEmptyTeamLiftsIt() {
    var sent = kept();

    assertEquals("false", keep(Sent.antwerpen(), sent).expect(200).at("/restricted"));

    sent.read(colleague()).expect(200);
  }

  @Test
  void theOtherCentreIsNotLockedOutByATransfer() {
    var sent = kept();
    sent.transfer(Sent.antwerpen(), "vk-limburg").expect(200);

    sent.read(Sent.centre("vk-limburg")).expect(200);
  }

  @Test
  void onlyTheCentreThatHasItNamesATeam() {
    var sent = Sent.byHospital(Report.ofOneChild());

    keep(Sent.centre("vk-limburg"), sent, COLLEAGUE).expect(404);
  }

  private static int count(Sent sent, String what) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from " + what + " referral = :id")
                    .bind("id", UUID.fromString(sent.id()))
                    .mapTo(Integer.class)
                    .one());
  }
}
