package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** What a partner fetches: its own notices, in order, with nothing of the case in them. */
@AgainstTheGateway
class EventsIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** Software that nobody watches. */
  private static Requests unattended(String partner) {
    return TestPartner.of(partner).as("FOLLOW_UP_OWN", "system");
  }

  private static List<JsonNode> about(Sent sent, Answer page) {
    return Answer.stream(page.json().path("items"))
        .filter(notice -> notice.path("referral").asText().equals(sent.id()))
        .toList();
  }

  /** All that a caller can fetch about a report, page by page. */
  private static List<JsonNode> fetched(Requests caller, Sent sent) {
    var all = new java.util.ArrayList<JsonNode>();
    var after = "";
    while (true) {
      var page = caller.get("/api/events?limit=200" + after).expect(200);
      all.addAll(about(sent, page));
      if (page.json().path("next").isNull()) {
        return all;
      }
      after = "&after=" + page.at("/next");
    }
  }

  private static List<String> kinds(List<JsonNode> notices) {
    return notices.stream().map(notice -> notice.path("kind").asText()).toList();
  }

  private static String last(Requests caller) {
    var after = "";
    var last = "";
    while (true) {
      var page = caller.get("/api/events?limit=200" + after).expect(200);
      var items = page.json().path("items");
      if (!items.isEmpty()) {
        last = items.get(items.size() - 1).path("id").asText();
      }
      if (page.json().path("next").isNull()) {
        return last;
      }
      after = "&after=" + page.at("/next");
    }
  }

  @Test
  void submitterFetchesWhatHappenedToItsReportInOrder() {
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    var advice = sent.advise(Sent.antwerpen(), "x", "uz-voorbeeld").expect(201).at("/id");
    sent.moved(Sent.antwerpen(), "CLOSED");
    var hospital = unattended("uz-voorbeeld");

    Eventually.holds(SOON, "three notices", () -> fetched(hospital, sent).size() == 3);
    var notices = fetched(hospital, sent);

    assertEquals(List.of("STATUS_CHANGED", "CONTRIBUTION_ADDED", "STATUS_CHANGED"), kinds(notices));
    assertEquals(advice, notices.get(1).at("/codes/contribution").asText());
    notices.forEach(
        notice ->
            assertTrue(
                List.of(4, 5).contains(notice.size()),
                "id, kind, at, referral, codes and nothing else: " + notice));
    assertEquals(List.of("STATUS_CHANGED"), kinds(fetched(unattended("vk-antwerpen"), sent)));
    assertEquals(List.of(), fetched(unattended("az-tweede"), sent));
  }

  @Test
  void whoWaitsIsToldAsSoonAsItHappens() throws Exception {
    var sent = Sent.byHospital(Report.ofOneChild());
    var hospital = unattended("uz-voorbeeld");
    var last = last(hospital);
    var waiting =
        CompletableFuture.supplyAsync(
            () -> hospital.get("/api/events?wait=30" + (last.isEmpty() ? "" : "&after=" + last)));

    sent.moved(Sent.antwerpen(), "TAKEN_UP");

    var told = waiting.get().expect(200);
    assertFalse(told.json().path("items").isEmpty(), told::text);
  }

  /**
   * Each that waits holds a thread: a partner has six seats, and the others are answered at once.
   */
  @Test
  void sixOfOnePartnerMayWaitAndTheSeventhIsAnsweredAtOnce() {
    var nobody = unattended("kindreflex-voorbeeld");
    var pool = Executors.newFixedThreadPool(7);
    try {
      var waits =
          IntStream.range(0, 7)
              .mapToObj(any -> CompletableFuture.supplyAsync(() -> waited(nobody), pool))
              .toList();
      var seconds = waits.stream().map(CompletableFuture::join).sorted().toList();
      assertTrue(seconds.get(0).toMillis() < 3_500, seconds::toString);
      assertTrue(seconds.get(1).toMillis() >= 4_000, seconds::toString);
    } finally {
      pool.shutdown();
    }
  }

  private static Duration waited(Requests partner) {
    var start = System.nanoTime();
    assertTrue(partner.get("/api/events?wait=4").expect(200).json().path("items").isEmpty());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void pullIsOneEntryOfTheLog() {
    var pulled = unattended("caw-voorbeeld").get("/api/events").expect(200);

    var entries = Logbook.ofRequest(pulled.header("X-Request-Id").orElseThrow());
    assertEquals(1, entries.size());
    assertEquals("EVENT_PULL", entries.get(0).at("/action"));
    assertEquals("OWN-NOTICES", entries.get(0).at("/rule"));
    assertTrue(pulled.header("Disclosure-Receipt").isPresent());
  }

  /** H8: where a child lives does not show in what its hospital is told. */
  @Test
  void transferOfASecretAddressIsNotTold() {
    var report = Report.ofOneChild();
    report.child(0).put("secretAddress", true);
    var sent = Sent.byHospital(report);
    sent.transfer(Sent.antwerpen(), "vk-limburg").expect(200);

    Eventually.holds(
        SOON, "the other centre is told", () -> !fetched(unattended("vk-limburg"), sent).isEmpty());

    assertEquals(List.of(), fetched(unattended("uz-voorbeeld"), sent));
  }

  @Test
  void dutyListIsForPeopleAtTheCentre() {
    var people = Sent.antwerpen();
    var test = people.post("/api/duty-list/test", object()).expect(201).at("/id");

    Eventually.holds(SOON, "people at the centre see it", () -> pages(people).contains(test));
    assertFalse(pages(unattended("vk-antwerpen")).contains(test));
    assertFalse(pages(Sent.centre("vk-limburg")).contains(test));
  }

  private static String pages(Requests caller) {
    var all = new StringBuilder();
    var after = "";
    while (true) {
      var page = caller.get("/api/events?limit=200" + after).expect(200);
      all.append(page.text());
      if (page.json().path("next").isNull()) {
        return all.toString();
      }
      after = "&after=" + page.at("/next");
    }
  }

  @Test
  void idOfSomebodyElsesNoticeIsNoPlaceToGoOnFrom() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var centre = unattended("vk-antwerpen");
    Eventually.holds(SOON, "the centre is told", () -> !fetched(centre, sent).isEmpty());
    var theirs = fetched(centre, sent).get(0).path("id").asText();

    unattended("caw-voorbeeld").get("/api/events?after=" + theirs).expectProblem(400, "BAD_CURSOR");
    unattended("caw-voorbeeld").get("/api/events?wait=31").expectProblem(400, "INVALID_PARAMETER");
    unattended("caw-voorbeeld").get("/api/events?limit=0").expectProblem(400, "LIMIT_OUT_OF_RANGE");
  }
}
