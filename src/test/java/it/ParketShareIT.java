package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Cells;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Seal;
import testkit.Sent;
import testkit.TestPartner;

/**
 * Whatever state an investigation is in, the parket sees its share and no more: of its own referral
 * what it sent, of a report that is addressed to it what that contains, of others' nothing.
 */
@AgainstTheGateway
class ParketShareIT {

  /** The steps to each state, each with what goes with it. */
  private static final Map<String, List<String>> WAYS =
      Map.ofEntries(
          Map.entry("SUBMITTED", List.of()),
          Map.entry("NOT_ADMISSIBLE", List.of("NOT_ADMISSIBLE")),
          Map.entry("ADMISSIBLE", List.of("ADMISSIBLE")),
          Map.entry("INVESTIGATING", List.of("ADMISSIBLE", "INVESTIGATING")),
          Map.entry("CASE_MANAGEMENT", List.of("ADMISSIBLE", "INVESTIGATING", "CASE_MANAGEMENT")),
          Map.entry(
              "NO_SOCIETAL_NECESSITY",
              List.of("ADMISSIBLE", "INVESTIGATING", "NO_SOCIETAL_NECESSITY")),
          Map.entry("CLOSED", List.of("ADMISSIBLE", "INVESTIGATING", "CASE_MANAGEMENT", "CLOSED")),
          Map.entry("TRANSFERRED", List.of("ADMISSIBLE", "TRANSFERRED")),
          Map.entry("WITHDRAWN", List.of("ADMISSIBLE", "WITHDRAWN")),
          Map.entry("MOVED_OUT_OF_AREA", List.of("MOVED_OUT_OF_AREA")),
          Map.entry("BECAME_ADULT", List.of("BECAME_ADULT")),
          Map.entry("DIED", List.of("DIED")),
          Map.entry("REPORTED_TO_PARKET", List.of("ADMISSIBLE", "INVESTIGATING")));

  /** What the centre writes; nothing of it is ever a parket's to read through the gateway. */
  private static final List<String> OF_THE_CENTRE =
      List.of("HELP_CONTENT", "SAFETY_PLAN", "CHILD_VIEW", "PLACEMENT", "SCHOOL", "RISK_CONCL");

  /** What a report to the parket may contain, and the cells with R name. */
  private static final Set<String> IN_A_REPORT =
      Set.of("MANO_STATUS", "CHILD_ID", "ADDRESS", "FAMILY_ID", "JUDICIAL", "PLACEMENT");

  private static Requests person(String subject) {
    return TestPartner.of("vk-antwerpen").as("MANO_INVESTIGATION", "criminologist", subject);
  }

  private static Requests parket(String code) {
    return TestPartner.of(code).as("JUDICIAL_PROTECTION", "prosecutor");
  }

  private static Sent sent(String partner, String role) {
    return Sent.by(TestPartner.of(partner).as("SUBMIT", role), whole());
  }

  /** All that a report can hold. */
  private static Report whole() {
    var report = Report.ofOneChild().type("MANO").but(json -> json.remove("handlingRequested"));
    report.document("MEDICAL", "text/plain", "x".getBytes(StandardCharsets.UTF_8));
    report.document("JUDICIAL", "text/plain", "x".getBytes(StandardCharsets.UTF_8));
    report.child(0).putObject("view").put("inOwnWords", "x");
    return report;
  }

  /** A text of each category that the centre keeps, by a word to find it again. */
  private static List<String> written(Sent sent) {
    var words = new ArrayList<String>();
    for (var category : OF_THE_CENTRE) {
      var word = Invented.word("geheim");
      words.add(word);
      var text = object("category", category, "child", sent.child(0));
      if (category.equals("SAFETY_PLAN")) {
        // Also what is meant for a parket is not open to it by that
        var agreement = object("text", word, "audience", List.of("parket-antwerpen"));
        text.set("agreements", object("of", List.of(agreement)).get("of"));
      } else {
        text.put("text", word);
      }
      sent.contribute(Sent.antwerpen(), text).expect(201);
    }
    return words;
  }

  private static void bring(Sent sent, String state) {
    var said = object("done", true, "how", "gesprek");
    for (var step : WAYS.get(state)) {
      var move = object("state", step);
      switch (step) {
        case "NOT_ADMISSIBLE" -> move.put("reason", "NO_TEAM_DECISION");
        case "CASE_MANAGEMENT" -> said(move, said).put("mode", "OBSERVING");
        case "NO_SOCIETAL_NECESSITY" -> said(move, said);
        case "TRANSFERRED" -> move.put("transferTo", "ocj-voorbeeld");
        default -> move.without("mode");
      }
      person("10000000146").post("/api/mano/" + sent.id() + "/state", move).expect(200);
    }
    if (state.equals("REPORTED_TO_PARKET")) {
      report(sent);
    }
  }

  private static ObjectNode said(ObjectNode move, ObjectNode said) {
    move.set("view", said);
    move.set("rights", said);
    return move;
  }

  private static void report(Sent sent) {
    var bytes = ("%PDF-1.7 " + Invented.word("verslag")).getBytes(StandardCharsets.UTF_8);
    var seal =
        Seal.by("vk-antwerpen", sent.id(), List.of(sent.child(0)), List.copyOf(IN_A_REPORT), bytes);
    var document =
        object("contentType", "application/pdf", "data", Base64.getEncoder().encodeToString(bytes));
    person("10000000146")
        .post(
            "/api/mano/" + sent.id() + "/parket-report",
            object(
                "document",
                document,
                "seal",
                seal,
                "acuteDanger",
                true,
                "family",
                object("done", true)))
        .expect(201);
  }

  private static void holdsNone(Answer answer, List<String> words) {
    for (var word : words) {
      assertFalse(answer.text().contains(word), answer.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUBMITTED",
        "NOT_ADMISSIBLE",
        "ADMISSIBLE",
        "INVESTIGATING",
        "CASE_MANAGEMENT",
        "NO_SOCIETAL_NECESSITY",
        "CLOSED",
        "TRANSFERRED",
        "WITHDRAWN",
        "MOVED_OUT_OF_AREA",
        "BECAME_ADULT",
        "DIED",
        "REPORTED_TO_PARKET"
      })
  void parketSeesOfItsOwnWhatItSentAndOfOthersNothingButTheReport(String state) {
    var own = sent("parket-antwerpen", "prosecutor");
    var others = sent("clb-voorbeeld", "social-worker");
    var reported = state.equals("REPORTED_TO_PARKET");
    var words = new ArrayList<>(written(own));
    var ofOthers = written(others);
    if (reported) {
      // It is among what that report contains
      ofOthers.remove(OF_THE_CENTRE.indexOf("PLACEMENT"));
    }
    words.addAll(ofOthers);
    bring(own, state);
    bring(others, state);

    var mine = parket("parket-antwerpen");
    for (var path : List.of("/api/mano/" + own.id(), own.path())) {
      holdsNone(mine.get(path).expect(200), words);
    }
    var ownRow = "PARKET (own MaNo)";
    assertEquals(expected(ownRow, state), shown(mine, own), state);
    assertEquals(
        reported ? expected("PARKET (addressee of a report)", state) : Set.of(),
        shown(mine, others),
        state);
    for (var path :
        List.of(
            "/api/mano/" + others.id(),
            "/api/mano/" + others.id() + "/parket-report",
            others.path())) {
      var answer = mine.get(path);
      assertEquals(reported ? 200 : 404, answer.status(), path + " " + answer.text());
      holdsNone(answer, words);
      for (var closed : List.of("\"contact\"", "\"view\"", "\"facts\"")) {
        assertFalse(answer.text().contains(closed), path + " " + closed);
      }
    }
    var stranger = parket("parket-limburg");
    for (var sent : List.of(own, others)) {
      for (var path : List.of("/api/mano/" + sent.id(), sent.path())) {
        stranger.get(path).expectProblem(404, "NOT_FOUND");
      }
    }
  }

  /** Article 75: of its own, what child and parents open together (J); what one opens, nothing. */
  @Test
  void doubleConsentOpensTheCellsWithJAndOneConsentNone() {
    var row = "PARKET (own MaNo)";
    for (var givers : List.of(List.of("c1"), List.of("c1", "p1"))) {
      var report = whole();
      report.child(0).put("birthDate", LocalDate.now().minusYears(13).toString());
      report.consent("parket-antwerpen", "CHILD_VIEW", "JUDICIAL_PROTECTION");
      var consent = (ObjectNode) report.json().at("/consents/0");
      givers.forEach(consent.putArray("givers")::add);
      Cells.lettered(row, "J").forEach(consent.putArray("categories")::add);
      var sent = Sent.by(TestPartner.of("parket-antwerpen").as("SUBMIT", "prosecutor"), report);
      written(sent);
      bring(sent, "INVESTIGATING");

      var expected = expected(row, "INVESTIGATING");
      if (givers.size() == 2) {
        expected.addAll(Cells.lettered(row, "J"));
      }
      assertEquals(expected, shown(parket("parket-antwerpen"), sent), givers::toString);
    }
  }

  /** The cells of a row that are open in a state; J never is, without the consent of all. */
  private static Set<String> expected(String row, String state) {
    var open = Cells.lettered(row, "O");
    if (state.equals("REPORTED_TO_PARKET")) {
      open.addAll(Cells.lettered(row, "R"));
    }
    return open;
  }

  /** Every category of which a parket gets anything, by whatever way. */
  private static Set<String> shown(Requests parket, Sent sent) {
    var shown = new TreeSet<String>();
    var whole = parket.get(sent.path());
    if (whole.status() == 200) {
      shown.addAll(Cells.seen(whole.json()));
    }
    if (!parket.get("/api/mano/" + sent.id()).at("/state").isEmpty()) {
      shown.add("MANO_STATUS");
    }
    var reports = parket.get("/api/mano/" + sent.id() + "/parket-report");
    if (reports.status() == 200 && !reports.json().path("items").isEmpty()) {
      shown.add("PARKET_REPORT");
    }
    for (var closed :
        List.of("/consents", "/disclosures?referral=", "/audience", "/embargoes", "/look-ups")) {
      var path = closed.contains("?") ? "/api" + closed + sent.id() : sent.path() + closed;
      assertTrue(parket.beyondTheContract().get(path).status() >= 400, path);
    }
    return shown;
  }
}
