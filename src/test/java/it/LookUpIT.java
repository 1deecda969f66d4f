package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** Asking whether a child is known tells the centre, and never the asker. */
@AgainstTheGateway
class LookUpIT {

  private static final String PATH = "/api/look-ups";
  private static final long SEED = 20261121;
  private static final int CHILDREN = 24;

  /** Differ for every request, whatever it asked. */
  private static final Set<String> OF_EACH_REQUEST =
      Set.of("x-request-id", "traceparent", "date", "disclosure-receipt");

  private static Requests hospital() {
    return TestPartner.of("az-tweede").as("CONSULT");
  }

  private static ObjectNode byNumber(Report report, String context) {
    return object(
        "insz", report.child(0).get("insz").asText(), "postalCode", "9000", "context", context);
  }

  private static ObjectNode byName(Report report, String context) {
    var child = report.child(0);
    return object(
        "familyName", child.get("familyName").asText(),
        "givenName", child.at("/givenNames/0").asText(),
        "birthDate", child.get("birthDate").asText(),
        "context", context);
  }

  @Test
  void answerIsTheSameForKnownAndUnknownChildren() {
    var random = new Random(SEED);
    for (int i = 0; i < CHILDREN; i++) {
      var known = Report.ofOneChild();
      if (random.nextBoolean()) {
        known.livingIn(random.nextBoolean() ? "3500" : "8000");
      }
      if (random.nextBoolean()) {
        known.child(0).put("secretAddress", true);
      }
      Sent.byHospital(known);
      var unknown = Report.ofOneChild();
      var context = List.of("SCHEDULED", "UNSCHEDULED", "ACUTE").get(random.nextInt(3));
      var named = random.nextBoolean();
      var callBack = random.nextBoolean();

      var one = ask(known, context, named, callBack);
      var other = ask(unknown, context, named, callBack);

      assertEquals(one.status(), other.status(), "seed " + SEED + ", child " + i);
      assertEquals(withoutIds(one), withoutIds(other), "seed " + SEED + ", child " + i);
      assertEquals(one.body().length, other.body().length);
      assertEquals(headers(one), headers(other), "seed " + SEED + ", child " + i);
    }
  }

  private static Answer ask(Report report, String context, boolean named, boolean callBack) {
    var body = named ? byName(report, context) : byNumber(report, context);
    if (callBack) {
      body.put("callBack", "+32 3 000 00 99");
    }
    return hospital().post(PATH, body).expect(200);
  }

  private static JsonNode withoutIds(Answer answer) {
    return ((ObjectNode) answer.json().deepCopy()).without(List.of("id", "at"));
  }

  private static Map<String, List<String>> headers(Answer answer) {
    var headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeIf(name -> OF_EACH_REQUEST.contains(name.toLowerCase(Locale.ROOT)));
    return headers;
  }

  /** The asker can open its own entry of the log: that must not tell either. */
  @Test
  void entryOfTheLogIsTheSameToo() {
    var known = Report.ofOneChild();
    Sent.byHospital(known);

    var one = entry(known);
    var other = entry(Report.ofOneChild());

    var varying = List.of("recordedAt", "requestId", "traceId", "subject");
    assertEquals(((ObjectNode) one).without(varying), ((ObjectNode) other).without(varying));
    assertFalse(one.has("referral"));
    assertFalse(one.has("vk"));
  }

  private static JsonNode entry(Report report) {
    var requestId = UUID.randomUUID().toString();
    hospital().with("X-Request-Id", requestId).post(PATH, byNumber(report, "ACUTE")).expect(200);
    var lines = Logbook.ofRequest(requestId);
    assertEquals(1, lines.size());
    assertEquals("LOOK_UP", lines.get(0).at("/action"));
    return lines.get(0).json();
  }

  @Test
  void telephoneIsThatOfThePostalCode() {
    var report = Report.ofOneChild();
    Sent.byHospital(report);

    var there = hospital().post(PATH, byNumber(report, "SCHEDULED")).expect(200);
    var anywhere = hospital().post(PATH, byName(report, "SCHEDULED")).expect(200);

    assertEquals("vk-oost-vlaanderen", there.at("/contact/code"));
    assertEquals("+32 78 00 00 00", anywhere.at("/contact/phone"));
    assertTrue(there.json().at("/callBack/notice").isTextual());
  }

  @Test
  void centreThatHasTheCaseIsToldAndNobodyElse() {
    var known = Report.ofOneChild();
    var sent = Sent.byHospital(known);

    var about = hospital().post(PATH, byNumber(known, "ACUTE")).expect(200).at("/id");
    var nobody =
        hospital().post(PATH, byNumber(Report.ofOneChild(), "ACUTE")).expect(200).at("/id");

    var events = events(about);
    assertEquals(1, events.size());
    assertEquals("vk-antwerpen", events.get(0).get("recipient"));
    assertEquals(sent.id(), events.get(0).get("referral").toString());
    var payload = Report.read((String) events.get(0).get("payload"));
    assertEquals("HOSPITAL", payload.path("kind").asText());
    assertEquals("ACUTE", payload.path("context").asText());
    assertEquals(List.of(), events(nobody));
  }

  private static List<Map<String, Object>> events(String lookUp) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select recipient, referral, payload::text as payload from outbox_event"
                            + " where kind = 'LOOK_UP' and payload ->> 'lookUp' = :id order by id")
                    .bind("id", lookUp)
                    .mapToMap()
                    .list());
  }

  @Test
  void storedIsAHashAndNoName() {
    var report = Report.ofOneChild();
    hospital().post(PATH, byName(report, "ACUTE").put("callBack", "+32 3 111 22 33")).expect(200);

    var rows =
        Gateway.running()
            .asOwner()
            .withHandle(
                handle ->
                    handle.createQuery("select l::text from look_up l").mapTo(String.class).list());

    assertFalse(rows.toString().contains(report.child(0).get("familyName").asText()));
    assertFalse(rows.toString().contains("111 22 33"));
  }

  @Test
  void whoMayKnowTheChildSeesThatOthersAsked() {
    var report = Report.ofOneChild();
    Sent.byHospital(report);
    hospital().post(PATH, byNumber(report, "UNSCHEDULED")).expect(200);
    TestPartner.of("huisarts-voorbeeld")
        .as("CONSULT")
        .post(PATH, byNumber(report, "SCHEDULED"))
        .expect(200);

    var submitter =
        TestPartner.of("uz-voorbeeld")
            .as("FOLLOW_UP_OWN")
            .post(PATH, byNumber(report, "ACUTE"))
            .expect(200);

    assertEquals(2, submitter.json().path("earlier").size());
    assertEquals("GP", submitter.at("/earlier/0/kind"));
    assertEquals("UNSCHEDULED", submitter.at("/earlier/1/context"));
    assertFalse(submitter.text().contains("az-tweede"));
    assertFalse(
        hospital().post(PATH, byNumber(report, "ACUTE")).expect(200).json().has("earlier"),
        "nobody else sees them");
  }

  @Test
  void consentForAnotherCategoryShowsNoEarlierOnes() {
    var report = Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION");
    Sent.byHospital(report);
    hospital().post(PATH, byNumber(report, "ACUTE")).expect(200);

    assertFalse(hospital().post(PATH, byNumber(report, "ACUTE")).expect(200).json().has("earlier"));
  }

  @Test
  void ownerSeesThemAndOthersDoNot() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    hospital().post(PATH, byNumber(report, "ACUTE").put("callBack", "+32 3 000 00 77")).expect(200);
    hospital().post(PATH, byName(report, "SCHEDULED")).expect(200);
    var path = sent.path() + "/look-ups";

    var seen = Sent.antwerpen().get(path).expect(200);

    assertEquals(2, seen.json().path("items").size());
    assertEquals("az-tweede", seen.at("/items/1/partner"));
    assertEquals("+32 3 000 00 77", seen.at("/items/1/callBack"));
    Sent.hospital().get(path).expectProblem(403, "NOT_OWNER");
    Sent.centre("vk-limburg").get(path).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void reportThatNobodyAskedAboutHasAnEmptyList() {
    var sent = Sent.byHospital(Report.ofOneChild());

    var seen = Sent.antwerpen().get(sent.path() + "/look-ups").expect(200);

    assertEquals(0, seen.json().path("items").size());
  }

  /** A centre calls back whether the child is known or not, so that the call tells nothing. */
  @Test
  void callBackIsAskedOfTheCentreOfThePostalCode() {
    var body = byNumber(Report.ofOneChild(), "UNSCHEDULED").put("callBack", "+32 9 000 00 55");
    var id = hospital().post(PATH, body).expect(200).at("/id");

    assertEquals("vk-oost-vlaanderen", events(id).get(0).get("recipient"));
    var calls = Sent.centre("vk-oost-vlaanderen").get(PATH).expect(200);
    assertTrue(
        Answer.stream(calls.json().path("items"))
            .anyMatch(
                call ->
                    call.path("id").asText().equals(id)
                        && call.path("callBack").asText().equals("+32 9 000 00 55")));
    assertFalse(Sent.antwerpen().get(PATH).expect(200).text().contains(id));
    hospital().get(PATH).expect(403);
  }

  @ParameterizedTest
  @CsvSource({
    "vk-limburg, CASE_MANAGEMENT, social-worker, NOT_PERMITTED_FOR_KIND",
    "parket-antwerpen, JUDICIAL_PROTECTION, magistrate, NOT_PERMITTED_FOR_KIND",
    "school-voorbeeld, CONSULT, teacher, NOT_PERMITTED_FOR_KIND",
    "pleegzorg-voorbeeld, CONSULT, social-worker, NOT_PERMITTED_FOR_KIND",
    "az-tweede, CONSULT, system, UNATTENDED_LIMITED",
    "az-tweede, CARE_COORDINATION, physician, PURPOSE_MISMATCH"
  })
  void whoMayNotAskIsToldWhy(String partner, String purpose, String role, String code) {
    TestPartner.of(partner)
        .as(purpose, role)
        .post(PATH, byNumber(Report.ofOneChild(), "ACUTE"))
        .expectProblem(403, code);
  }

  @ParameterizedTest
  @CsvSource({
    "huisarts-voorbeeld, CONSULT",
    "clb-voorbeeld, CONSULT",
    "kind-en-gezin, EMERGENCY",
    "uz-voorbeeld, FOLLOW_UP_OWN"
  })
  void whoMayAskGetsAnAnswer(String partner, String purpose) {
    TestPartner.of(partner)
        .as(purpose)
        .post(PATH, byNumber(Report.ofOneChild(), "ACUTE"))
        .expect(200);
  }

  @Test
  void childMustBeDescribed() {
    hospital()
        .post(PATH, object("familyName", "Proef", "givenName", "Noor", "context", "ACUTE"))
        .expect(422)
        .expectError("", "CHILD_NOT_DESCRIBED");
    hospital()
        .post(
            PATH,
            object(
                "familyName",
                "??",
                "givenName",
                "?",
                "birthDate",
                "2016-07-01",
                "context",
                "ACUTE"))
        .expect(422)
        .expectError("", "CHILD_NOT_DESCRIBED");
  }

  /** Interleaved, so that a busy moment falls on both alike. */
  @Test
  void knownAndUnknownTakeTheSameTime() {
    var known = Report.ofOneChild();
    Sent.byHospital(known);
    var pairs = Gateway.longDrills() ? 2000 : 150;
    var most = Gateway.longDrills() ? 1.05 : 1.3;
    var times = List.of(new ArrayList<Long>(), new ArrayList<Long>());
    var unknown = byNumber(Report.ofOneChild(), "ACUTE");
    var asked = List.of(byNumber(known, "ACUTE"), unknown);
    var who = hospital().beyondTheContract();
    for (int i = 0; i < pairs + 20; i++) {
      for (int which : i % 2 == 0 ? new int[] {0, 1} : new int[] {1, 0}) {
        if (i % 200 == 0) {
          who = hospital().beyondTheContract();
        }
        var start = System.nanoTime();
        who.post(PATH, asked.get(which)).expect(200);
        if (i >= 20) {
          times.get(which).add(System.nanoTime() - start);
        }
      }
    }
    var ratio = (double) median(times.get(0)) / median(times.get(1));
    assertTrue(ratio < most && ratio > 1 / most, "known to unknown: " + ratio);
  }

  private static long median(List<Long> times) {
    var sorted = times.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Test
  void yearOldLookUpIsForgotten() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var id = hospital().post(PATH, byNumber(report, "ACUTE")).expect(200).at("/id");
    Gateway.running()
        .asOwner()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "update look_up set recorded_at = recorded_at - interval '366 days' where id ="
                            + " :id")
                    .bind("id", UUID.fromString(id))
                    .execute());

    var seen = Sent.antwerpen().get(sent.path() + "/look-ups").expect(200);

    assertEquals(0, seen.json().path("items").size());
  }
}
