package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Listing;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** Who has nothing to do with a report cannot tell whether it exists. */
@AgainstTheGateway
class UnrelatedIT {

  /** Differ for every request, whatever it asked. */
  private static final Set<String> OF_EACH_REQUEST = Set.of("x-request-id", "traceparent", "date");

  @ParameterizedTest
  @MethodSource("requests")
  void unrelatedAndNonexistentAreOneAndTheSame(
      String who, String purpose, String method, String path, ObjectNode body) {
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", "x".getBytes());
    var sent = Sent.byHospital(report);
    var requests = TestPartner.of(who).as(purpose);

    var unrelated = send(requests, method, path, sent.id(), sent.document(0), body);
    var nonexistent =
        send(
            requests,
            method,
            path,
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            body);

    assertEquals(404, unrelated.status());
    assertEquals(nonexistent.status(), unrelated.status());
    assertEquals(withoutTrace(nonexistent), withoutTrace(unrelated));
    assertEquals(headers(nonexistent), headers(unrelated));
    assertFalse(unrelated.header("Disclosure-Receipt").isPresent());
  }

  static Stream<Arguments> requests() {
    var all = new ArrayList<Arguments>();
    for (var who :
        List.of(
            List.of("az-tweede", "FOLLOW_UP_OWN"),
            List.of("az-tweede", "CARE_COORDINATION"),
            List.of("vk-limburg", "CASE_MANAGEMENT"),
            List.of("ocj-voorbeeld", "CASE_MANAGEMENT"),
            List.of("parket-antwerpen", "JUDICIAL_PROTECTION"),
            List.of("politie-voorbeeld", "FOLLOW_UP_OWN"))) {
      add(all, who, "GET", "", null);
      add(all, who, "GET", "/documents/{document}", null);
    }
    var centre = List.of("vk-limburg", "CASE_MANAGEMENT");
    add(all, centre, "POST", "/status", object("status", "TAKEN_UP"));
    add(all, centre, "POST", "/status", object("status", "CLOSED"));
    add(all, centre, "POST", "/contributions", object("category", "SAFETY_PLAN", "text", "x"));
    for (var path : List.of("/audience", "/compliance", "/grounds", "/look-ups")) {
      add(all, centre, "GET", path, null);
    }
    add(all, centre, "POST", "/questions", object("text", "x"));
    add(all, centre, "POST", "/questions/{document}/retraction", object());
    add(all, centre, "POST", "/cancellations/{document}/decision", object("accepted", true));
    add(all, centre, "PUT", "/team", object("members", List.of(), "reason", "x"));
    var hospital = List.of("az-tweede", "FOLLOW_UP_OWN");
    add(all, hospital, "POST", "/developments", object("text", "x"));
    add(all, hospital, "POST", "/retraction", object("reason", "WRONG_CHILD"));
    return all.stream();
  }

  private static void add(
      List<Arguments> all, List<String> who, String method, String path, ObjectNode body) {
    all.add(Arguments.of(who.get(0), who.get(1), method, path, body));
  }

  private static Answer send(
      Requests requests, String method, String path, String id, String document, ObjectNode body) {
    var whole = "/api/referrals/" + id + path.replace("{document}", document);
    return body == null
        ? requests.send(method, whole, BodyPublishers.noBody())
        : method.equals("PUT")
            ? requests.put(whole, body.toString(), "application/json")
            : requests.post(whole, body);
  }

  private static ObjectNode withoutTrace(Answer answer) {
    return ((ObjectNode) answer.json().deepCopy()).without("traceId");
  }

  private static Map<String, List<String>> headers(Answer answer) {
    var headers = new TreeMap<>(answer.headers().map());
    headers
        .keySet()
        .removeIf(name -> OF_EACH_REQUEST.contains(name.toLowerCase(java.util.Locale.ROOT)));
    return headers;
  }

  @Test
  void idThatIsNoneIsAsUnknownAsAnyOther() {
    var hospital = Sent.hospital();
    var unknown = hospital.get("/api/referrals/" + UUID.randomUUID()).expect(404);

    for (var id : List.of("1", "abc", "0199a7c4-3b1e-7001-9d53", "'%20or%201=1")) {
      var answer = hospital.beyondTheContract().get("/api/referrals/" + id);
      assertEquals(404, answer.status(), id);
      assertEquals(withoutTrace(unknown), withoutTrace(answer), id);
    }
  }

  @Test
  void askingInVainIsLogged() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var requestId = UUID.randomUUID().toString();

    TestPartner.of("az-tweede")
        .as("CARE_COORDINATION")
        .with("X-Request-Id", requestId)
        .get(sent.path())
        .expect(404);

    var lines = Logbook.ofRequest(requestId);
    assertEquals(1, lines.size());
    assertEquals("DENY", lines.get(0).at("/outcome"));
    assertEquals("READ", lines.get(0).at("/action"));
    assertEquals(sent.id(), lines.get(0).at("/referral"));
    assertEquals("az-tweede", lines.get(0).at("/partner/code"));
  }

  @Test
  void searchForAChildThatOthersReportedFindsNothingAndSaysNoMore() {
    var report = Report.ofOneChild();
    Sent.byHospital(report);
    var other = TestPartner.of("az-tweede").as("FOLLOW_UP_OWN");

    var known = search(other, report.child(0).get("insz").asText());
    var unknown = search(other, testkit.Invented.insz());

    assertEquals(unknown.json(), known.json());
    assertEquals(headers(unknown).keySet(), headers(known).keySet());
    assertEquals(0, known.json().path("items").size());
  }

  private static Answer search(Requests requests, String insz) {
    return requests.post("/api/referrals/search", object("childInsz", insz)).expect(200);
  }

  @Test
  void parketSeesNothingOfWhatOthersReported() {
    var sent = Sent.byHospital(Report.ofOneChild().type("MANO"));

    for (var parket : List.of("parket-antwerpen", "parket-limburg")) {
      var requests = TestPartner.of(parket).as("JUDICIAL_PROTECTION");
      requests.get(sent.path()).expectProblem(404, "NOT_FOUND");
      assertFalse(Listing.referrals(requests, "limit=100").contains(sent.id()));
    }
  }
}
