package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Listing;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** A report that is sent again is stored once. */
@AgainstTheGateway
class IdempotencyIT {

  private static Requests hospital() {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT");
  }

  private static Answer submit(String key, Report report) {
    return hospital().with("Idempotency-Key", key).post("/api/referrals", report.json());
  }

  @Test
  void sameKeyAndBodyGiveTheFirstResultAgain() {
    var key = UUID.randomUUID().toString();
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", "proef".getBytes());

    var first = submit(key, report).expect(201);
    var second = submit(key, report).expect(201);

    assertEquals(first.json(), second.json());
    assertEquals(first.header("Location"), second.header("Location"));
    assertTrue(second.header("Disclosure-Receipt").isPresent());
    assertNotEquals(first.header("Disclosure-Receipt"), second.header("Disclosure-Receipt"));
  }

  @Test
  void whatIsGivenAgainIsLoggedAgain() {
    var key = UUID.randomUUID().toString();
    var report = Report.ofSiblings("c1", "c2");
    submit(key, report).expect(201);

    var requestId = UUID.randomUUID().toString();
    hospital()
        .with("Idempotency-Key", key)
        .with("X-Request-Id", requestId)
        .post("/api/referrals", report.json())
        .expect(201);

    assertEquals(2, Logbook.ofRequest(requestId).size());
  }

  @Test
  void firstResultIsGivenAsItStandsNow() {
    var key = UUID.randomUUID().toString();
    var report = Report.ofOneChild();
    new Sent(submit(key, report).expect(201)).moved(Sent.antwerpen(), "TAKEN_UP");

    assertEquals("TAKEN_UP", submit(key, report).expect(201).at("/status"));
  }

  @Test
  void developmentAndQuestionSentAgainAreTheFirst() {
    var sent = Sent.byHospital(Report.ofOneChild());
    for (var way : List.of("/developments", "/questions")) {
      var partner = way.equals("/questions") ? Sent.antwerpen() : Sent.hospital();
      var keyed = partner.with("Idempotency-Key", UUID.randomUUID().toString());
      var first = keyed.post(sent.path() + way, object("text", "Eens")).expect(201);
      var again = keyed.post(sent.path() + way, object("text", "Eens")).expect(201);
      assertEquals(first.text(), again.text());
      keyed
          .post(sent.path() + way, object("text", "Anders"))
          .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }
    var read = sent.read(Sent.antwerpen()).expect(200).json();
    assertEquals(1, read.path("developments").size());
    assertEquals(1, read.path("questions").size());
  }

  @Test
  void quotedKeyIsTheSameKey() {
    var key = UUID.randomUUID().toString();
    var report = Report.ofOneChild();

    var bare = submit(key, report).expect(201);

    assertEquals(bare.at("/id"), submit('"' + key + '"', report).expect(201).at("/id"));
  }

  @Test
  void sameKeyWithAnotherBodyIsRefusedAndTellsNothing() {
    var key = UUID.randomUUID().toString();
    var first = submit(key, Report.ofOneChild()).expect(201);

    var second = submit(key, Report.ofOneChild()).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");

    assertTrue(!second.text().contains(first.at("/reference")));
  }

  @Test
  void keysOfPartnersAreApart() {
    var key = UUID.randomUUID().toString();
    var report = Report.ofOneChild();

    var first = submit(key, report).expect(201);
    var other =
        TestPartner.of("az-tweede")
            .as("SUBMIT")
            .with("Idempotency-Key", key)
            .post("/api/referrals", report.json())
            .expect(201);

    assertNotEquals(first.at("/id"), other.at("/id"));
  }

  @Test
  void refusedReportDoesNotUseUpItsKey() {
    var key = UUID.randomUUID().toString();
    submit(key, Report.ofOneChild().livingIn("4000")).expect(422);

    submit(key, Report.ofOneChild()).expect(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "\"half", "\"\"", "a\tb"})
  void keyThatIsNoneIsRefused(String key) {
    submit(key, Report.ofOneChild()).expectProblem(400, "INVALID_IDEMPOTENCY_KEY");
  }

  @Test
  void keyThatIsTooLongIsRefused() {
    submit("k".repeat(255), Report.ofOneChild()).expect(201);
    submit("k".repeat(256), Report.ofOneChild()).expectProblem(400, "INVALID_IDEMPOTENCY_KEY");
  }

  @Test
  void twoKeysAreNoKey() {
    hospital()
        .with("Idempotency-Key", "one, two")
        .post("/api/referrals", Report.ofOneChild().json())
        .expectProblem(400, "INVALID_IDEMPOTENCY_KEY");
  }

  @Test
  void manyAtOnceWithOneKeyStoreOneReport() throws Exception {
    var key = UUID.randomUUID().toString();
    var report = Report.ofOneChild();

    var answers = atOnce(8, () -> submit(key, report));

    var ids = new HashSet<String>();
    for (var answer : answers) {
      if (answer.status() == 201) {
        ids.add(answer.at("/id"));
      } else {
        answer.expectProblem(409, "IDEMPOTENCY_IN_PROGRESS");
      }
    }
    assertEquals(1, ids.size());
    assertEquals(1, stored(report));
  }

  @Test
  void manyAtOnceUnderOneReferenceStoreOneReport() throws Exception {
    var report = Report.ofOneChild().reference(Invented.word("ref"));

    var answers = atOnce(8, () -> hospital().post("/api/referrals", report.json()));

    assertEquals(1, answers.stream().filter(answer -> answer.status() == 201).count());
    for (var answer : answers) {
      assertTrue(List.of(200, 201, 409).contains(answer.status()), answer::text);
    }
    assertEquals(1, stored(report));
  }

  /** How many reports the centre has of the first child of this one. */
  private static int stored(Report report) {
    var search = Report.object("childInsz", report.child(0).get("insz").asText());
    return Sent.antwerpen()
        .post("/api/referrals/search", search)
        .expect(200)
        .json()
        .path("items")
        .size();
  }

  private static List<Answer> atOnce(int count, Callable<Answer> request) throws Exception {
    var threads = Executors.newFixedThreadPool(count);
    try {
      var answers = new ArrayList<Answer>();
      for (var each : threads.invokeAll(java.util.Collections.nCopies(count, request))) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void sameReferenceAndContentGiveTheExistingReport() {
    var report = Report.ofOneChild().reference(Invented.word("ref"));

    var first = hospital().post("/api/referrals", report.json()).expect(201);
    var second = hospital().post("/api/referrals", report.json()).expect(200);

    assertEquals(first.json(), second.json());
    assertEquals(first.header("Location"), second.header("Location"));
  }

  @Test
  void sameReferenceWithOtherContentNamesTheEarlierOne() {
    var reference = Invented.word("ref");
    var first =
        hospital()
            .post("/api/referrals", Report.ofOneChild().reference(reference).json())
            .expect(201);

    var second =
        hospital()
            .post("/api/referrals", Report.ofOneChild().reference(reference).json())
            .expectProblem(409, "DUPLICATE_REFERRAL");

    assertEquals(first.at("/reference"), second.at("/reference"));
  }

  @Test
  void sameReferenceOfAnotherPartnerIsAnotherReport() {
    var report = Report.ofOneChild().reference(Invented.word("ref"));
    var first = hospital().post("/api/referrals", report.json()).expect(201);

    var other =
        TestPartner.of("az-tweede").as("SUBMIT").post("/api/referrals", report.json()).expect(201);

    assertNotEquals(first.at("/id"), other.at("/id"));
  }

  @Test
  void withoutKeyAndReferenceEachIsAReportOfItsOwn() {
    var report = Report.ofOneChild();

    var first = Sent.byHospital(report);
    var second = Sent.byHospital(report);

    assertNotEquals(first.id(), second.id());
    assertEquals(2, stored(report));
  }

  @Test
  void ownReportIsFoundByItsReference() {
    var reference = Invented.word("ref|with=odd&signs");
    var sent = Sent.byHospital(Report.ofOneChild().reference(reference));
    var query = "identifier=" + Listing.encoded("https://proef.example/ref|" + reference);

    assertEquals(List.of(sent.id()), Listing.referrals(Sent.hospital(), query));
    var other = TestPartner.of("az-tweede").as("FOLLOW_UP_OWN");
    assertEquals(List.of(), Listing.referrals(other, query));
    assertEquals(List.of(), Listing.referrals(Sent.antwerpen(), query));
  }
}
