package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** The centre takes a report up, moves it and answers. */
@AgainstTheGateway
class TakeUpIT {

  private static final List<String> STATES =
      List.of(
          "ROUTING_REQUIRED",
          "RECEIVED",
          "TAKEN_UP",
          "ADVICE_GIVEN",
          "TRANSFERRED",
          "CLOSED",
          "RETRACTED");

  /** The table of the contract. */
  private static final Map<String, List<String>> POSSIBLE =
      Map.of(
          "ROUTING_REQUIRED", List.of("RECEIVED"),
          "RECEIVED", List.of("TAKEN_UP", "ADVICE_GIVEN", "TRANSFERRED"),
          "TAKEN_UP", List.of("ADVICE_GIVEN", "TRANSFERRED", "CLOSED"),
          "ADVICE_GIVEN", List.of("TAKEN_UP", "CLOSED"),
          "TRANSFERRED", List.of("RECEIVED"),
          "CLOSED", List.of("TAKEN_UP"),
          "RETRACTED", List.of());

  private static final Map<String, List<String>> WAYS =
      Map.of(
          "ROUTING_REQUIRED", List.of(),
          "RECEIVED", List.of(),
          "TAKEN_UP", List.of("TAKEN_UP"),
          "ADVICE_GIVEN", List.of("ADVICE_GIVEN"),
          "TRANSFERRED", List.of(),
          "CLOSED", List.of("TAKEN_UP", "CLOSED"),
          "RETRACTED", List.of());

  /** A report in this state; the centre that may move it is the answer of {@link #mover}. */
  private static Sent in(String state) {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(state.equals("ROUTING_REQUIRED") ? report.withoutAddress() : report);
    sent.advise(Sent.antwerpen(), Invented.word("advies"), "uz-voorbeeld").expect(201);
    sent.moved(Sent.antwerpen(), WAYS.get(state).toArray(String[]::new));
    if (state.equals("TRANSFERRED")) {
      sent.transfer(Sent.antwerpen(), "vk-limburg").expect(200);
    } else if (state.equals("RETRACTED")) {
      sent.retract(Sent.hospital(), "WRONG_CHILD").expect(200);
    }
    return sent;
  }

  private static Requests mover(String state) {
    return Sent.centre(state.equals("TRANSFERRED") ? "vk-limburg" : "vk-antwerpen");
  }

  @ParameterizedTest
  @MethodSource("everyMove")
  void moveIsPossibleOrTellsWhatIs(String from, String to) {
    var sent = in(from);
    var mover = mover(from);
    var body = object("status", to);
    if (to.equals("TRANSFERRED")) {
      body.put("transferTo", "vk-brussel");
    }

    var answer = mover.post(sent.path() + "/status", body);

    if (POSSIBLE.get(from).contains(to)) {
      assertEquals(to, answer.expect(200).at("/status"));
    } else if (from.equals("RETRACTED")) {
      answer.expectProblem(409, "RETRACTED");
    } else {
      answer.expectProblem(409, "MOVE_NOT_POSSIBLE");
      var possible = Answer.stream(answer.json().path("possible")).map(s -> s.asText()).toList();
      assertEquals(POSSIBLE.get(from), possible);
      assertEquals(from, sent.read(mover).expect(200).at("/status"));
    }
  }

  static Stream<Arguments> everyMove() {
    return STATES.stream().flatMap(from -> STATES.stream().map(to -> Arguments.of(from, to)));
  }

  @Test
  void adviceIsGivenOnlyWhenThereIsOneAddressedToSomebody() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.move(Sent.antwerpen(), "ADVICE_GIVEN").expectProblem(409, "ADVICE_REQUIRED");
    sent.contribute(
            Sent.antwerpen(),
            object("category", "SAFETY_PLAN", "text", "x", "audience", List.of("uz-voorbeeld")))
        .expect(201);
    sent.move(Sent.antwerpen(), "ADVICE_GIVEN").expectProblem(409, "ADVICE_REQUIRED");

    sent.advise(Sent.antwerpen(), "Bel morgen terug.", "uz-voorbeeld").expect(201);

    sent.moved(Sent.antwerpen(), "ADVICE_GIVEN");
    var own = sent.read(Sent.hospital()).expect(200);
    assertEquals("ADVICE_GIVEN", own.at("/status"));
    assertEquals("Bel morgen terug.", own.at("/contributions/0/text"));
    assertEquals(1, own.json().path("contributions").size(), "the safety plan needs a consent");
  }

  @Test
  void adviceWithoutAudienceIsRefused() {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.contribute(Sent.antwerpen(), object("category", "ADVICE", "text", "x"))
        .expectProblem(422, "AUDIENCE_REQUIRED")
        .expectError("/audience", "AUDIENCE_REQUIRED");
  }

  @Test
  void adviceCanBeADocument() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var bytes = "%PDF-1.7 proef".getBytes();
    var document =
        object(
            "title",
            "Advies",
            "contentType",
            "application/pdf",
            "data",
            java.util.Base64.getEncoder().encodeToString(bytes));

    var receipt =
        sent.contribute(
                Sent.antwerpen(),
                object(
                    "category",
                    "ADVICE",
                    "document",
                    document,
                    "audience",
                    List.of("uz-voorbeeld")))
            .expect(201);
    sent.moved(Sent.antwerpen(), "ADVICE_GIVEN");

    var own = sent.read(Sent.hospital()).expect(200);
    assertEquals(receipt.at("/document/id"), own.at("/contributions/0/document/id"));
    var read = Sent.hospital().get(sent.path() + "/documents/" + receipt.at("/document/id"));
    assertEquals("application/pdf", read.expect(200).contentType());
    org.junit.jupiter.api.Assertions.assertArrayEquals(bytes, read.body());
  }

  @Test
  void contributionsAreVersionsAndNeverOverwritten() {
    var sent = Sent.byHospital(Report.ofOneChild());

    var first = sent.advise(Sent.antwerpen(), "Eerst dit.", "uz-voorbeeld").expect(201);
    var second = sent.advise(Sent.antwerpen(), "Toch dat.", "uz-voorbeeld").expect(201);

    assertEquals("1", first.at("/version"));
    assertEquals("2", second.at("/version"));
    var own = sent.read(Sent.hospital()).expect(200);
    var texts = Answer.stream(own.json().path("contributions")).map(c -> c.path("text").asText());
    assertEquals(List.of("Eerst dit.", "Toch dat."), texts.sorted().toList());
  }

  @Test
  void contributionIsReadByWhoItIsAddressedToAlone() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var word = Invented.word("advies");
    sent.advise(Sent.antwerpen(), word, "huisarts-voorbeeld").expect(201);

    assertFalse(sent.read(Sent.hospital()).expect(200).text().contains(word));
    var doctor = sent.read(TestPartner.of("huisarts-voorbeeld").as("FOLLOW_UP_OWN")).expect(200);
    assertEquals(word, doctor.at("/contributions/0/text"));
    assertFalse(doctor.json().has("children"), "advice is all the doctor gets");
    sent.read(TestPartner.of("az-tweede").as("FOLLOW_UP_OWN")).expect(404);
  }

  @Test
  void contributionAboutOneChildOrAnUnknownOne() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    var about =
        object(
            "category",
            "ADVICE",
            "text",
            "x",
            "child",
            sent.child(1),
            "audience",
            List.of("uz-voorbeeld"));

    sent.contribute(Sent.antwerpen(), about).expect(201);
    assertEquals(sent.child(1), sent.read(Sent.hospital()).at("/contributions/0/child"));

    about.put("child", sent.id());
    sent.contribute(Sent.antwerpen(), about).expect(422).expectError("/child", "UNKNOWN_CHILD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHILD_ID", "REPORTER_ID", "CONCERN", "DISCLOSURE_LOG", "RECEIPT"})
  void centreContributesNoCategoryThatComesFromElsewhere(String category) {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.contribute(Sent.antwerpen(), object("category", category, "text", "x"))
        .expect(422)
        .expectError("/category", "CONTRIBUTION_CATEGORY_NOT_PERMITTED");
  }

  @Test
  void transferGivesTheReportAway() {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.transfer(Sent.antwerpen(), "vk-limburg").expect(200);

    sent.read(Sent.antwerpen()).expectProblem(404, "NOT_FOUND");
    sent.move(Sent.antwerpen(), "RECEIVED").expectProblem(404, "NOT_FOUND");
    assertEquals("TRANSFERRED", sent.read(Sent.hospital()).at("/status"));
    sent.moved(Sent.centre("vk-limburg"), "RECEIVED", "TAKEN_UP");
    assertEquals("vk-limburg", sent.read(Sent.hospital()).at("/vk/code"));
  }

  @Test
  void transferNeedsAnotherCentre() {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.move(Sent.antwerpen(), "TRANSFERRED")
        .expect(422)
        .expectError("/transferTo", "TRANSFER_TO_REQUIRED");
    sent.transfer(Sent.antwerpen(), "vk-antwerpen")
        .expect(422)
        .expectError("/transferTo", "TRANSFER_TO_SELF");
    sent.transfer(Sent.antwerpen(), "uz-voorbeeld")
        .expect(422)
        .expectError("/transferTo", "NOT_A_VK");
    Sent.antwerpen()
        .post(sent.path() + "/status", object("status", "TAKEN_UP", "transferTo", "vk-limburg"))
        .expect(422)
        .expectError("/transferTo", "TRANSFER_TO_NOT_EXPECTED");
    assertEquals("RECEIVED", sent.read(Sent.antwerpen()).at("/status"));
  }

  @Test
  void moveChangesNothingElseUnderItsCover() {
    var sent = Sent.byHospital(Report.ofOneChild());

    Sent.antwerpen()
        .post(sent.path() + "/status", object("status", "TAKEN_UP", "urgency", "URGENT"))
        .expectProblem(422, "UNKNOWN_PROPERTY")
        .expectError("/urgency", "UNKNOWN_PROPERTY");
    assertEquals("RECEIVED", sent.read(Sent.antwerpen()).at("/status"));
  }

  @Test
  void nobodyButTheCentreMoves() {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.move(Sent.centre("vk-brussel"), "TAKEN_UP").expectProblem(404, "NOT_FOUND");
    sent.move(Sent.hospital(), "TAKEN_UP").expectProblem(403, "INSUFFICIENT_SCOPE");
    var other = TestPartner.of("ocj-voorbeeld").as("CASE_MANAGEMENT");
    sent.move(other, "TAKEN_UP").expectProblem(404, "NOT_FOUND");
    var own = Sent.by(TestPartner.of("ocj-voorbeeld"), Report.ofOneChild());
    own.move(TestPartner.of("ocj-voorbeeld").as("FOLLOW_UP_OWN"), "TAKEN_UP")
        .expectProblem(403, "NOT_OWNER");
  }

  @Test
  void unattendedSystemOfTheCentreMovesNothing() {
    var sent = Sent.byHospital(Report.ofOneChild());

    var moved =
        sent.move(TestPartner.of("vk-antwerpen").as("CASE_MANAGEMENT", "system"), "TAKEN_UP");

    assertEquals(403, moved.status(), moved::text);
    assertEquals("RECEIVED", sent.read(Sent.antwerpen()).at("/status"));
  }

  @Test
  void ofTwoWhoMoveAtOnceOneSucceeds() throws Exception {
    var sent = Sent.byHospital(Report.ofOneChild().withoutAddress());
    var threads = Executors.newFixedThreadPool(6);
    try {
      var all =
          Stream.of("antwerpen", "brussel", "limburg", "oost-vlaanderen", "west-vlaanderen")
              .map(
                  name -> (Callable<Answer>) () -> sent.move(Sent.centre("vk-" + name), "RECEIVED"))
              .toList();
      var moved = 0;
      for (var each : threads.invokeAll(all)) {
        var answer = each.get();
        moved += answer.status() == 200 ? 1 : 0;
        assertTrue(List.of(200, 404).contains(answer.status()), answer::text);
      }
      assertEquals(1, moved);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void reasonOfAMoveStaysWithTheCentre() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var word = Invented.word("reden");

    Sent.antwerpen()
        .post(sent.path() + "/status", object("status", "TAKEN_UP", "reason", word))
        .expect(200);

    assertFalse(sent.read(Sent.hospital()).expect(200).text().contains(word));
  }
}
