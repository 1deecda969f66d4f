package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** The centre sees who can see what of its report, and what is missing about it. */
@AgainstTheGateway
class AudienceIT {

  private static Sent consented() {
    return Sent.byHospital(
        Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION"));
  }

  private static JsonNode cell(JsonNode audience, String partner, String category) {
    var cells = new ArrayList<JsonNode>();
    for (var row : audience.path("partners")) {
      if (row.path("code").asText().equals(partner)) {
        row.path("cells")
            .forEach(
                cell -> {
                  if (cell.path("category").asText().equals(category)) {
                    cells.add(cell);
                  }
                });
      }
    }
    assertEquals(1, cells.size(), () -> partner + " " + category + " in " + audience);
    return cells.get(0);
  }

  private static List<String> lacks(Sent sent) {
    var found = Sent.antwerpen().get(sent.path() + "/compliance").expect(200).json();
    return StreamSupport.stream(found.path("findings").spliterator(), false)
        .map(finding -> finding.path("code").asText())
        .toList();
  }

  @Test
  void cellNamesGroundConsentExpiryAndWords() {
    var sent = consented();

    var audience =
        Sent.antwerpen()
            .with("Accept-Language", "nl")
            .get(sent.path() + "/audience")
            .expect(200)
            .json();

    var plan = cell(audience, "az-tweede", "SAFETY_PLAN");
    assertEquals("PERMIT", plan.path("outcome").asText());
    assertEquals("CONSENT", plan.path("ground").asText());
    assertEquals(sent.read(Sent.antwerpen()).at("/consents/0/id"), plan.path("consent").asText());
    assertTrue(plan.path("until").isTextual());
    assertFalse(plan.path("there").asBoolean());
    assertTrue(plan.path("words").asText().startsWith("Ja: "), plan.toString());
    var concern = cell(audience, "az-tweede", "CONCERN");
    assertEquals("DENY", concern.path("outcome").asText());
    assertEquals("NOT_OWN", concern.path("reason").asText());
    assertEquals("PERMIT", cell(audience, "uz-voorbeeld", "CONCERN").path("outcome").asText());
  }

  @Test
  void otherPartnerCanBeAskedAboutAndAnUnknownOneIsToldSo() {
    var sent = consented();
    var asked = sent.path() + "/audience?partner=";

    var police = Sent.antwerpen().get(asked + "politie-voorbeeld").expect(200).json();
    assertEquals("DENY", cell(police, "politie-voorbeeld", "CONCERN").path("outcome").asText());

    Sent.antwerpen().get(asked + "nobody").expect(400);
  }

  /** What the audience says is what the partner gets. */
  @Test
  void audienceSaysWhatThePartnerGets() {
    var sent = consented();
    sent.contribute(Sent.antwerpen(), object("category", "SAFETY_PLAN", "text", "x")).expect(201);
    var grantee = TestPartner.of("az-tweede").as("CARE_COORDINATION");

    var before = Sent.antwerpen().get(sent.path() + "/audience").expect(200).json();
    assertTrue(cell(before, "az-tweede", "SAFETY_PLAN").path("there").asBoolean());
    grantee.get(sent.path()).expect(200);
  }

  @Test
  void eachAgreementOfAPlanIsToldApart() {
    var sent = consented();
    var agreements =
        List.of(
            object("text", "x", "audience", List.of("clb-voorbeeld")),
            object("text", "y", "audience", List.of("az-tweede")),
            object("text", "z"));
    var plan =
        sent.contribute(
                Sent.antwerpen(), object("category", "SAFETY_PLAN", "agreements", agreements))
            .expect(201)
            .at("/id");

    var audience = Sent.antwerpen().get(sent.path() + "/audience").expect(200).json();

    assertEquals(List.of(false, true, false), seen(audience, "az-tweede", plan));
    assertEquals(List.of(false, false, false), seen(audience, "clb-voorbeeld", plan));
    assertEquals(List.of(false, false, false), seen(audience, "uz-voorbeeld", plan));
  }

  private static List<Boolean> seen(JsonNode audience, String partner, String plan) {
    var seen = new ArrayList<Boolean>();
    for (var row : audience.path("partners")) {
      if (row.path("code").asText().equals(partner)) {
        for (var agreement : row.path("agreements")) {
          assertEquals(plan, agreement.path("contribution").asText());
          assertEquals(seen.size() + 1, agreement.path("number").asInt());
          assertFalse(agreement.path("words").asText().isEmpty());
          seen.add(agreement.path("seen").asBoolean());
        }
      }
    }
    return seen;
  }

  @Test
  void previewShowsWhatAConsentWouldChangeAndChangesNothing() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var consent =
        (ObjectNode)
            Report.ofOneChild()
                .consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION")
                .json()
                .at("/consents/0");
    var body = object();
    body.set("consent", consent);

    var preview = Sent.antwerpen().post(sent.path() + "/audience/preview", body).expect(200);

    assertEquals(1, preview.json().path("changes").size(), preview.json().toString());
    assertEquals("SAFETY_PLAN", preview.at("/changes/0/after/category"));
    assertEquals("DENY", preview.at("/changes/0/before/outcome"));
    assertEquals("PERMIT", preview.at("/changes/0/after/outcome"));
    TestPartner.of("az-tweede").as("CARE_COORDINATION").get(sent.path()).expect(404);

    consent.put("grantee", "politie-voorbeeld");
    var kinds = consent.putArray("categories");
    kinds.add("REPORTER_ID");
    Sent.antwerpen().post(sent.path() + "/audience/preview", body).expect(422);
  }

  @Test
  void nobodyButTheCentreSeesTheAudience() {
    var sent = consented();
    for (var path : List.of("/audience", "/compliance")) {
      Sent.hospital().get(sent.path() + path).expect(403);
      limburg().get(sent.path() + path).expect(404);
    }
  }

  @Test
  void inspectorsListNamesWhatIsMissingAndNothingElse() {
    var informed = Report.ofOneChild();
    var bare = Report.ofOneChild();
    ((ObjectNode) bare.json().at("/children/0")).remove("informed");

    assertFalse(lacks(Sent.byHospital(informed)).contains("CHILD_NOT_INFORMED"));
    var sent = Sent.byHospital(bare);
    assertTrue(lacks(sent).contains("CHILD_NOT_INFORMED"));
    assertTrue(lacks(sent).contains("CHILD_VIEW_MISSING"));
    sent.contribute(Sent.antwerpen(), object("category", "CHILD_VIEW", "text", "x")).expect(201);
    assertFalse(lacks(sent).contains("CHILD_VIEW_MISSING"));
  }

  private static Requests limburg() {
    return Sent.centre("vk-limburg");
  }
}
