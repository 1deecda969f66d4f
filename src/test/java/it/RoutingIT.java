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
import testkit.Answer;
import testkit.Listing;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** Which centre a report belongs to, and who is told which one it is. */
@AgainstTheGateway
class RoutingIT {

  private static final List<String> CENTRES =
      List.of(
          "vk-antwerpen",
          "vk-brussel",
          "vk-limburg",
          "vk-oost-vlaanderen",
          "vk-vlaams-brabant",
          "vk-west-vlaanderen");

  @ParameterizedTest
  @CsvSource({
    "1000, vk-brussel",
    "1299, vk-brussel",
    "1500, vk-vlaams-brabant",
    "1999, vk-vlaams-brabant",
    "2000, vk-antwerpen",
    "2070, vk-oost-vlaanderen",
    "2999, vk-antwerpen",
    "3000, vk-vlaams-brabant",
    "3499, vk-vlaams-brabant",
    "3500, vk-limburg",
    "3999, vk-limburg",
    "8000, vk-west-vlaanderen",
    "8999, vk-west-vlaanderen",
    "9000, vk-oost-vlaanderen",
    "9999, vk-oost-vlaanderen"
  })
  void postalCodeDecides(String postalCode, String centre) {
    var sent = Sent.byHospital(Report.ofOneChild().livingIn(postalCode));

    assertEquals(centre, sent.receipt().at("/vk/code"));
    sent.read(Sent.centre(centre)).expect(200);
    for (var other : CENTRES) {
      if (!other.equals(centre)) {
        sent.read(Sent.centre(other)).expectProblem(404, "NOT_FOUND");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1300", "1499", "4000", "5000", "6599", "6600", "7999"})
  void walloonAddressIsPointedElsewhere(String postalCode) {
    submit(Report.ofOneChild().livingIn(postalCode))
        .expectProblem(422, "WALLOON_POSTAL_CODE")
        .expectError("/children/0/address/postalCode", "WALLOON_POSTAL_CODE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0999", "20000", "200", "abcd"})
  void codeThatIsNoneIsRefused(String postalCode) {
    submit(Report.ofOneChild().livingIn(postalCode))
        .expectProblem(422, "UNKNOWN_POSTAL_CODE")
        .expectError("/children/0/address/postalCode", "UNKNOWN_POSTAL_CODE");
  }

  @Test
  void withoutAddressThePreferredCentreHasIt() {
    var sent = Sent.byHospital(Report.ofOneChild().withoutAddress().preferring("vk-limburg"));

    assertEquals("vk-limburg", sent.receipt().at("/vk/code"));
    assertEquals(List.of(), sent.receipt().warnings());
  }

  @Test
  void foreignAddressLeavesThePreferredCentre() {
    var report = Report.ofOneChild().livingIn("2000").preferring("vk-limburg");
    ((ObjectNode) report.child(0).get("address")).put("country", "NL");

    assertEquals("vk-limburg", Sent.byHospital(report).receipt().at("/vk/code"));
  }

  @Test
  void addressGoesBeforePreferenceAndSaysSo() {
    var sent = Sent.byHospital(Report.ofOneChild().livingIn("9000").preferring("vk-limburg"));

    assertEquals("vk-oost-vlaanderen", sent.receipt().at("/vk/code"));
    assertEquals(List.of("/preferredVk PREFERRED_VK_NOT_FOLLOWED"), sent.receipt().warnings());
  }

  @Test
  void nobodyButACentreCanBePreferred() {
    submit(Report.ofOneChild().withoutAddress().preferring("az-tweede"))
        .expectError("/preferredVk", "NOT_A_VK");
  }

  @Test
  void siblingsGoWhereTheFirstLives() {
    var report = Report.ofSiblings("older", "younger").livingIn("3500");

    assertEquals("vk-limburg", Sent.byHospital(report).receipt().at("/vk/code"));
  }

  @Test
  void withoutAnyPlaceEveryCentreHasItUntilOneReceivesIt() {
    var sent = Sent.byHospital(Report.ofOneChild().withoutAddress());

    assertEquals("ROUTING_REQUIRED", sent.receipt().at("/status"));
    assertFalse(sent.receipt().json().at("/vk").has("code"), "the general contact is no centre");
    assertTrue(sent.receipt().at("/vk/phone").startsWith("+32"));
    for (var centre : CENTRES) {
      assertTrue(waiting(centre).contains(sent.id()), centre);
      sent.read(Sent.centre(centre)).expect(200);
    }

    sent.moved(Sent.centre("vk-west-vlaanderen"), "RECEIVED");

    assertEquals("vk-west-vlaanderen", sent.read(Sent.hospital()).at("/vk/code"));
    sent.read(Sent.centre("vk-west-vlaanderen")).expect(200);
    for (var centre : CENTRES) {
      assertFalse(waiting(centre).contains(sent.id()), centre);
    }
    sent.read(Sent.centre("vk-limburg")).expectProblem(404, "NOT_FOUND");
    sent.move(Sent.centre("vk-limburg"), "TAKEN_UP").expectProblem(404, "NOT_FOUND");
  }

  private static List<String> waiting(String centre) {
    return Listing.referrals(Sent.centre(centre), "status=ROUTING_REQUIRED&limit=100");
  }

  @Test
  void secretAddressHidesTheCentreFromTheSubmitter() {
    var report = Report.ofOneChild().livingIn("3500");
    report.child(0).put("secretAddress", true);

    var sent = Sent.byHospital(report);

    hides(sent.receipt());
    hides(sent.read(Sent.hospital()).expect(200));
    var list = Sent.hospital().get("/api/referrals?limit=1").expect(200);
    hides(list);
    var centre = sent.read(Sent.centre("vk-limburg")).expect(200);
    assertEquals("3500", centre.at("/children/0/address/postalCode"));
    assertEquals("vk-limburg", centre.at("/vk/code"));
  }

  @Test
  void secretAddressHidesATransfer() {
    var report = Report.ofOneChild().livingIn("3500");
    report.child(0).put("secretAddress", true);
    var sent = Sent.byHospital(report);

    sent.transfer(Sent.centre("vk-limburg"), "vk-oost-vlaanderen").expect(200);

    var own = sent.read(Sent.hospital()).expect(200);
    assertEquals("RECEIVED", own.at("/status"));
    assertEquals(own.at("/receivedAt"), own.at("/statusSince"), "a later time would tell it");
    hides(own);
    assertFalse(own.text().contains("oost"), own::text);
  }

  @Test
  void oneSecretAddressHidesTheCentreOfAllSiblings() {
    var report = Report.ofSiblings("older", "younger");
    report.child(1).put("secretAddress", true);

    var receipt = Sent.byHospital(report).receipt();

    assertFalse(receipt.text().contains("ntwerpen"), receipt::text);
  }

  private static void hides(Answer answer) {
    assertFalse(answer.text().toLowerCase(java.util.Locale.ROOT).contains("limburg"), answer::text);
    assertFalse(answer.text().contains("\"3500\""), answer::text);
  }

  private static Answer submit(Report report) {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT").post("/api/referrals", report.json());
  }
}
