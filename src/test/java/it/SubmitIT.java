package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Gateway;
import testkit.Invented;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** A partner reports children: what is taken in, what comes back of it. */
@AgainstTheGateway
class SubmitIT {

  @Test
  void hospitalGetsReferenceCentreAndTelephone() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var receipt = sent.receipt();

    assertEquals(
        Gateway.running().uri(sent.path()).toString(), receipt.header("Location").orElseThrow());
    assertTrue(sent.reference().matches("[0-9A-Z]{4}-[0-9A-Z]{4}"), sent::reference);
    assertEquals("RECEIVED", receipt.at("/status"));
    assertEquals("ROUTINE", receipt.at("/urgency"));
    assertEquals("vk-antwerpen", receipt.at("/vk/code"));
    assertEquals("+32 3 000 00 01", receipt.at("/vk/phone"));
    assertTrue(receipt.json().at("/vk/staffedNow").isBoolean());
    assertTrue(receipt.at("/vk/notice").contains("112"));
    assertEquals("c1", receipt.at("/children/0/key"));
    assertTrue(receipt.header("Disclosure-Receipt").isPresent());
    assertEquals(List.of(), receipt.warnings());
  }

  @Test
  void reportWithNoMoreThanTheContractDemandsIsTakenInWithWarnings() {
    var receipt = Sent.byHospital(Report.bare()).receipt();

    assertEquals("ROUTING_REQUIRED", receipt.at("/status"));
    assertEquals(
        List.of(
            "/children/0/noInszReason MISSING_NO_INSZ_REASON",
            "/facts MISSING_FACTS",
            "/contact MISSING_CONTACT",
            "/handlingRequested MISSING_HANDLING",
            " ROUTING_BY_HAND"),
        receipt.warnings());
  }

  @Test
  void centreReadsEveryWordAsItWasGiven() {
    var report = full();
    var sent = Sent.byHospital(report);

    var read = sent.read(Sent.antwerpen()).expect(200).json();

    var expected = report.json().deepCopy();
    expected.remove(List.of("documents", "consents"));
    expected
        .withArray("children")
        .forEach(
            child -> {
              var key = child.path("key").asText();
              ((ObjectNode) child).put("id", sent.child(key.equals("c1") ? 0 : 1));
            });
    var seen = ((ObjectNode) read).deepCopy();
    seen.retain(
        "type",
        "handlingRequested",
        "urgency",
        "yourReference",
        "children",
        "persons",
        "facts",
        "kindreflexSector",
        "contact");
    assertEquals(expected, seen);
    assertEquals("uz-voorbeeld", read.at("/reporter/code").asText());
    assertEquals("HEALTHCARE", read.at("/reporterCategory").asText());
  }

  @Test
  void submitterReadsItsOwnWordsButNotWhatTheMatrixKeepsFromIt() {
    var report = full();
    var sent = Sent.byHospital(report);

    var read = sent.read(Sent.hospital()).expect(200);

    var given = report.json();
    for (var pointer :
        List.of(
            "/facts",
            "/contact",
            "/yourReference",
            "/kindreflexSector",
            "/children/0/insz",
            "/children/0/familyName",
            "/children/0/givenNames",
            "/children/0/birthDate",
            "/children/0/address",
            "/children/0/problem",
            "/children/0/contexts",
            "/children/0/informed",
            "/children/1/expectedBirthDate",
            "/children/1/noInszReason")) {
      assertEquals(given.at(pointer), read.json().at(pointer), pointer);
    }
    assertTrue(read.json().at("/children/0/view").isMissingNode(), "CHILD_VIEW needs a consent");
    assertFalse(read.json().has("persons"), "FAMILY_ID is for nobody but the centre");
    assertFalse(read.json().has("reporter"));
  }

  private static Report full() {
    var report = Report.ofSiblings("c1", "unborn").reference(Invented.word("ref")).urgent();
    var child = report.child(0);
    child.put("gender", "FEMALE").put("secretAddress", false);
    child
        .putObject("view")
        .put("date", "2026-01-02")
        .put("heardBy", "pediatrician")
        .put("inOwnWords", Invented.word("het mocht niet van papa"))
        .put("mayBeShared", true);
    var unborn = report.child(1);
    unborn.remove(List.of("insz", "birthDate", "givenNames", "familyName"));
    unborn.put("noInszReason", "UNBORN").put("expectedBirthDate", "2099-02-01");
    unborn.put("secretAddress", false);
    unborn.put("problem", "RISK_OR_PROCESSING").putArray("contexts").add("PRENATAL");
    report.person(0).put("language", "fr").put("interpreter", true).putArray("of").add("c1");
    report
        .person(0)
        .putObject("informed")
        .put("told", true)
        .put("date", "2026-01-02")
        .put("how", "in a conversation");
    return report.but(
        json -> {
          json.put("kindreflexSector", "HOSPITAL");
          var father = json.withArray("persons").addObject();
          father.put("role", "FATHER").put("authority", "UNKNOWN");
          father.putObject("informed").put("told", false).put("reason", "DANGER_IF_INFORMED");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNBORN", "NEWBORN", "NOT_REGISTERED", "NOT_KNOWN", "WITHHELD"})
  void childWithoutNationalNumberIsReportedWithTheReason(String reason) {
    var report = Report.ofOneChild();
    report.child(0).put("noInszReason", reason).remove(List.of("insz", "birthDate", "familyName"));

    var sent = Sent.byHospital(report);

    assertEquals(List.of(), sent.receipt().warnings());
    assertEquals(reason, sent.read(Sent.antwerpen()).at("/children/0/noInszReason"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TOO_YOUNG", "DANGER_IF_INFORMED", "UNREACHABLE", "INCAPABLE_MOTIVATED", "OTHER"})
  void whyAChildWasNotToldIsKept(String reason) {
    var report = Report.ofOneChild();
    report.child(0).putObject("informed").put("told", false).put("reason", reason);

    var sent = Sent.byHospital(report);

    assertEquals(reason, sent.read(Sent.antwerpen()).at("/children/0/informed/reason"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOLDS", "SHARED", "EXCLUSIVE_OTHER", "DEPRIVED", "DELEGATED", "UNKNOWN"})
  void everyStandOfParentalAuthorityIsKept(String authority) {
    var report = Report.ofOneChild();
    report.person(0).put("authority", authority);

    var sent = Sent.byHospital(report);

    assertEquals(authority, sent.read(Sent.antwerpen()).at("/persons/0/authority"));
  }

  @Test
  void acuteDangerIsTakenInAndPointedToTheEmergencyNumber() {
    var sent =
        Sent.byHospital(Report.ofOneChild().but(json -> json.put("urgency", "ACUTE_DANGER")));

    assertEquals(List.of("/urgency ACUTE_DANGER"), sent.receipt().warnings());
    assertTrue(sent.receipt().at("/warnings/0/text").contains("112"), sent.receipt()::text);
  }

  @ParameterizedTest
  @CsvSource({
    "REGULAR, uz-voorbeeld",
    "REGULAR, huisarts-voorbeeld",
    "REGULAR, politie-voorbeeld",
    "REGULAR, parket-limburg",
    "REGULAR, hulplijn-1712",
    "REGULAR, kindreflex-voorbeeld",
    "MANO, uz-voorbeeld",
    "MANO, clb-voorbeeld",
    "MANO, ocj-voorbeeld",
    "MANO, pleegzorg-voorbeeld",
    "MANO, parket-antwerpen",
    "MANO, vk-limburg"
  })
  void kindsOfReportFromWhoMayMakeThem(String type, String partner) {
    var sent = Sent.by(TestPartner.of(partner), Report.ofOneChild().type(type));

    assertEquals(type, sent.read(Sent.antwerpen()).expect(200).at("/type"));
  }

  @ParameterizedTest
  @CsvSource({
    "NPIE, uz-voorbeeld",
    "NPIE, vk-brussel",
    "NPIE, hulplijn-1712",
    "MANO, npie",
    "MANO, hulplijn-1712",
    "REGULAR, npie",
    "REGULAR, school-voorbeeld"
  })
  void kindsOfReportFromWhoMayNotMakeThem(String type, String partner) {
    TestPartner.of(partner)
        .as("SUBMIT")
        .post("/api/referrals", Report.ofOneChild().type(type).json())
        .expect(422)
        .expectError("/type", "TYPE_NOT_PERMITTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000", "9000", "3500"})
  void chatReportsGoToBrusselWhereverTheChildLives(String postalCode) {
    var report = Report.ofOneChild().type("NPIE").livingIn(postalCode).preferring("vk-limburg");

    var sent = Sent.by(TestPartner.of("npie"), report);

    assertEquals("vk-brussel", sent.receipt().at("/vk/code"));
    sent.read(Sent.centre("vk-brussel")).expect(200);
    sent.read(Sent.antwerpen()).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void onlyACentreMayRegisterForSomebodyElse() {
    var report =
        Report.ofOneChild()
            .but(
                json ->
                    json.put("channel", "PHONE")
                        .put("receivedAt", "2026-01-02T10:00:00+01:00")
                        .put("reporterCategory", "WELFARE"));

    TestPartner.of("uz-voorbeeld")
        .as("SUBMIT")
        .post("/api/referrals", report.json())
        .expectProblem(422, "ONLY_VK_REGISTERS")
        .expectError("/channel", "ONLY_VK_REGISTERS")
        .expectError("/receivedAt", "ONLY_VK_REGISTERS")
        .expectError("/reporterCategory", "ONLY_VK_REGISTERS");
  }

  @ParameterizedTest
  @CsvSource({
    "HELPLINE_1712, PHONE",
    "CHAIN_APPROACH, PAPER",
    "HEALTHCARE, MAIL",
    "POLICE_JUSTICE, IN_PERSON",
    "YOUTH_CARE_OPGROEIEN, OUTAGE",
    "WELFARE, PHONE",
    "SCHOOL_RELATED, PHONE",
    "PRIMARY_ENVIRONMENT, PHONE",
    "UNKNOWN, PHONE"
  })
  void centreRegistersWhatCameOtherwiseOfAnyReporter(String category, String channel) {
    var report =
        Report.ofOneChild()
            .but(
                json ->
                    json.put("channel", channel)
                        .put("receivedAt", "2026-01-02T10:00:00+01:00")
                        .put("reporterCategory", category)
                        .remove("contact"));

    var sent = Sent.by(Sent.antwerpen(), report);

    var read = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(category, read.at("/reporterCategory"));
    assertEquals(channel, read.at("/channel"));
    assertEquals("2026-01-02T10:00:00+01:00", read.at("/receivedAt"));
  }

  @Test
  void unattendedSystemMaySubmitAndGetsTheReceipt() {
    var sent = Sent.by(TestPartner.of("uz-voorbeeld").as("SUBMIT", "system"), Report.ofOneChild());

    assertEquals("vk-antwerpen", sent.receipt().at("/vk/code"));
  }

  @Test
  void submittingForAnotherPurposeIsRefused() {
    TestPartner.of("uz-voorbeeld")
        .as("CARE_COORDINATION")
        .post("/api/referrals", Report.ofOneChild().json())
        .expectProblem(403, "PURPOSE_MISMATCH");
  }

  @Test
  void otherReportsOfTheSameChildAreShownToTheCentreAlone() {
    var report = Report.ofOneChild();
    var first = Sent.byHospital(report);
    var second = Sent.by(TestPartner.of("huisarts-voorbeeld"), report);

    var duplicates = second.read(Sent.antwerpen()).expect(200).json().path("possibleDuplicates");

    assertEquals(1, duplicates.size());
    assertEquals(first.reference(), duplicates.get(0).asText());
    assertFalse(second.receipt().text().contains(first.reference()));
    var own = second.read(TestPartner.of("huisarts-voorbeeld").as("FOLLOW_UP_OWN")).expect(200);
    assertFalse(own.json().has("possibleDuplicates"));
  }
}
