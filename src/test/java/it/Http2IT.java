package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Gateway;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/**
 * An answer ends over HTTP/2 also where nothing follows its headers: whoever waits for more hangs.
 */
@AgainstTheGateway
class Http2IT {

  private static final TestPartner HOSPITAL = TestPartner.of("uz-voorbeeld");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().sslContext(HOSPITAL.tls()).version(HttpClient.Version.HTTP_2).build();

  private static Sent sent;
  private static String report;
  private static String bytes;

  @BeforeAll
  static void reportWithADocument() {
    sent =
        Sent.byHospital(
            Report.ofOneChild()
                .document("MEDICAL", "text/plain", "Verslag.".getBytes(StandardCharsets.UTF_8)));
    sent.moved(Sent.antwerpen(), "TAKEN_UP");
    report = "/fhir/ServiceRequest/" + sent.id();
    bytes = "/fhir/Binary/" + sent.document(0);
  }

  @Test
  void resourceThatIsKnownAlready() throws Exception {
    var answer = get(report, "If-None-Match", tag(report));

    assertEquals(304, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void documentThatIsKnownAlready() throws Exception {
    var answer = get(bytes, "If-None-Match", tag(bytes));

    assertEquals(304, answer.statusCode());
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fhir/Binary/%2$s", "/api/referrals/%1$s/documents/%2$s"})
  void partBehindTheEndOfADocument(String place) throws Exception {
    var answer = get(place.formatted(sent.id(), sent.document(0)), "Range", "bytes=9999999-");

    assertEquals(416, answer.statusCode());
    assertEquals("bytes */8", answer.headers().firstValue("Content-Range").orElse(""));
    assertTrue(answer.body().contains("RANGE_BEHIND_END"), answer::body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fhir/ServiceRequest/%1$s", "/fhir/Binary/%2$s", "/api/referrals/%1$s"})
  void headOfWhatCanBeRead(String place) throws Exception {
    var path = place.formatted(sent.id(), sent.document(0));
    var answer = sent(asking(path).method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void requestOfWhichNothingIsWantedBack() throws Exception {
    var stop =
        """
        {"resourceType": "Task", "status": "requested", "intent": "order",
         "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "abort"}]},
         "focus": {"reference": "Task/%s"}, "reasonCode": {"text": "Een vergissing."}}"""
            .formatted(sent.id());
    var answer =
        sent(
            asking("/fhir/Task")
                .header("Content-Type", "application/fhir+json")
                .header("Prefer", "return=minimal")
                .POST(BodyPublishers.ofString(stop)));

    assertEquals(201, answer.statusCode());
    assertEquals("", answer.body());
  }

  private static String tag(String path) throws Exception {
    return get(path, "Accept-Language", "nl").headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<String> get(String path, String header, String value)
      throws Exception {
    return sent(asking(path).header(header, value));
  }

  private static HttpRequest.Builder asking(String path) {
    return HttpRequest.newBuilder(Gateway.running().uri(path))
        .header("Authorization", "Bearer " + HOSPITAL.token("FOLLOW_UP_OWN", "physician"))
        .header("Accept", path.equals(report) ? "application/fhir+json" : "*/*");
  }

  private static HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
    // The time-out of a request is over once its headers came
    var answer =
        CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).get(20, TimeUnit.SECONDS);
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    return answer;
  }
}
