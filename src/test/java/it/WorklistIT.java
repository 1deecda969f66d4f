package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Listing;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** What a list holds: the worklist of a centre, the own reports of a submitter. */
@AgainstTheGateway
class WorklistIT {

  private static Requests limburg() {
    return Sent.centre("vk-limburg");
  }

  private static Sent sent() {
    return Sent.byHospital(Report.ofOneChild().livingIn("3500"));
  }

  @Test
  void worklistHoldsWhatIsInThatStateNewestFirst() {
    var first = sent();
    var second = sent();
    var takenUp = sent().moved(limburg(), "TAKEN_UP");

    var received = Listing.referrals(limburg(), "status=RECEIVED&limit=100");

    assertTrue(received.containsAll(List.of(first.id(), second.id())));
    assertTrue(received.indexOf(second.id()) < received.indexOf(first.id()));
    assertFalse(received.contains(takenUp.id()));
    var both = Listing.referrals(limburg(), "status=RECEIVED&status=TAKEN_UP&limit=100");
    assertTrue(both.containsAll(List.of(first.id(), takenUp.id())));
  }

  @Test
  void listHasNoTextsAndNoTotal() {
    var report =
        Report.ofOneChild().livingIn("3500").document("MEDICAL", "text/plain", new byte[9]);
    var sent = Sent.byHospital(report);

    var page = limburg().get("/api/referrals?status=RECEIVED&limit=5").expect(200);

    assertEquals(2, page.json().size(), "items and next, no total");
    var item =
        Answer.stream(page.json().path("items"))
            .filter(each -> each.path("id").asText().equals(sent.id()))
            .findFirst()
            .orElseThrow();
    assertFalse(item.has("facts"));
    assertFalse(item.has("documents"));
    assertEquals(
        report.child(0).get("familyName"), item.at("/children/0/familyName"), "who it is about");
  }

  @Test
  void nobodySeesWhatIsNotItsOwn() {
    var sent = sent();

    for (var other : List.of("vk-antwerpen", "vk-brussel")) {
      assertFalse(Listing.referrals(Sent.centre(other), "limit=100").contains(sent.id()), other);
    }
    var otherHospital = TestPartner.of("az-tweede").as("FOLLOW_UP_OWN");
    assertFalse(Listing.referrals(otherHospital, "limit=100").contains(sent.id()));
    assertTrue(Listing.referrals(Sent.hospital(), "limit=100").contains(sent.id()));
  }

  @Test
  void pagesNeitherSkipNorRepeatWhileOthersArrive() {
    var clb = TestPartner.of("clb-voorbeeld");
    var before = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      before.add(Sent.by(clb, Report.ofOneChild().livingIn("3500")).id());
    }

    var seen = new ArrayList<String>();
    var own = clb.as("FOLLOW_UP_OWN");
    var cursor = "";
    do {
      var page = own.get("/api/referrals?limit=2" + cursor).expect(200).json();
      page.path("items").forEach(item -> seen.add(item.path("id").asText()));
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asText();
      var fresh = Sent.by(clb, Report.ofOneChild().livingIn("3500"));
      fresh.moved(limburg(), "TAKEN_UP");
    } while (!cursor.isEmpty());

    assertEquals(new HashSet<>(seen).size(), seen.size(), "nothing comes twice");
    assertTrue(seen.containsAll(before), "nothing is left out");
  }

  @Test
  void whereAListGoesOnIsSealedAndServesAllTheWaysToAsk() {
    sent();
    sent();
    sent();
    var own = TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN");

    var page = own.get("/api/referrals?limit=1").expect(200).json();
    var next = page.path("next").asText();
    var plain = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(next));
    assertFalse(plain.contains(page.at("/items/0/id").asText().replace("-", "")), plain);

    var byAddress = own.get("/api/referrals?limit=1&cursor=" + next).expect(200).json();
    var byBody = own.post("/api/referrals/search", "{\"limit\": 1, \"cursor\": \"" + next + "\"}");
    assertEquals(byAddress, byBody.expect(200).json());
  }

  @Test
  void whoPollsByTimeMissesNoChange() {
    var partner = TestPartner.of("pleegzorg-voorbeeld");
    var own = partner.as("FOLLOW_UP_OWN");
    var first = Sent.by(partner, Report.ofOneChild().livingIn("3500"));
    var second = Sent.by(partner, Report.ofOneChild().livingIn("3500"));
    var since = second.receipt().at("/receivedAt");
    first.moved(limburg(), "TAKEN_UP");

    var changed =
        Listing.all(own, "/api/referrals", "limit=1&updatedSince=" + Listing.encoded(since));

    var ids = changed.stream().map(item -> item.path("id").asText()).toList();
    assertTrue(ids.containsAll(List.of(first.id(), second.id())), ids::toString);
    assertTrue(ids.indexOf(second.id()) < ids.indexOf(first.id()), "in the order of change");
    var after = OffsetDateTime.parse(changed.get(changed.size() - 1).path("lastUpdated").asText());
    var later = Listing.encoded(after.plusNanos(1_000_000).toString());
    assertEquals(List.of(), Listing.referrals(own, "updatedSince=" + later));
  }

  @Test
  void developmentAndAdviceAreChangesToo() {
    var partner = TestPartner.of("kindreflex-voorbeeld");
    var own = partner.as("FOLLOW_UP_OWN");
    var sent = Sent.by(partner, Report.ofOneChild().livingIn("3500"));

    var before = sent.read(own).at("/lastUpdated");
    sent.develop(own, Invented.word("nieuws")).expect(201);
    var developed = sent.read(own).at("/lastUpdated");
    sent.advise(limburg(), Invented.word("advies"), "kindreflex-voorbeeld").expect(201);
    var advised = sent.read(own).at("/lastUpdated");

    assertTrue(time(before).isBefore(time(developed)), before + developed);
    assertTrue(time(developed).isBefore(time(advised)), developed + advised);
  }

  private static OffsetDateTime time(String text) {
    return OffsetDateTime.parse(text);
  }

  @Test
  void childIsFoundByItsNumberInTheBodyAmongOwnReportsOnly() {
    var report = Report.ofOneChild().livingIn("3500");
    var sent = Sent.byHospital(report);
    var insz = report.child(0).get("insz").asText();
    var dotted = insz.substring(0, 6) + "-" + insz.substring(6, 9) + "." + insz.substring(9);

    for (var number : List.of(insz, dotted)) {
      var search = Report.object("childInsz", number);
      var found = limburg().post("/api/referrals/search", search).expect(200);
      assertEquals(sent.id(), found.at("/items/0/id"));
      var others = Sent.antwerpen().post("/api/referrals/search", search).expect(200);
      assertEquals(0, others.json().path("items").size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, LIMIT_OUT_OF_RANGE",
    "limit=101, LIMIT_OUT_OF_RANGE",
    "limit=x, INVALID_PARAMETER",
    "status=SLEEPING, INVALID_PARAMETER",
    "updatedSince=yesterday, INVALID_PARAMETER",
    "updatedSince=2026-01-01, INVALID_PARAMETER",
    "identifier=noSystem, INVALID_PARAMETER",
    "cursor=AAAA, BAD_CURSOR",
    "cursor=%25%25, BAD_CURSOR",
    "colour=blue, UNKNOWN_PARAMETER",
    "limit=5&limit=6, DUPLICATE_PARAMETER"
  })
  void parameterThatIsWrongIsNamed(String query, String code) {
    limburg().get("/api/referrals?" + query).expectProblem(400, code);
  }

  @Test
  void unattendedSystemListsReceiptAndStatusAlone() {
    var report = Report.ofOneChild().livingIn("3500").reference(Invented.word("ref"));
    Sent.byHospital(report);

    var page =
        TestPartner.of("uz-voorbeeld")
            .as("FOLLOW_UP_OWN", "system")
            .get("/api/referrals?limit=1")
            .expect(200);

    assertEquals("RECEIVED", page.at("/items/0/status"));
    assertEquals(report.json().path("yourReference"), page.json().at("/items/0/yourReference"));
    assertFalse(page.text().contains(report.child(0).get("familyName").asText()));
    assertFalse(page.text().contains(report.child(0).get("insz").asText()));
    assertFalse(page.text().contains("\"3500\""));
  }
}
