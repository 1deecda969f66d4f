package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  private static String report;
  private static String bytes;

  @BeforeAll
  static void reportWithADocument() {
    var sent =
        Sent.byHospital(
            Report.ofOneChild()
                .document("MEDICAL", "text/plain", "Verslag.".getBytes(StandardCharsets.UTF_8)));
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

  private static String tag(String path) throws Exception {
    return get(path, "Accept-Language", "nl").headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<String> get(String path, String header, String value)
      throws Exception {
    var request =
        HttpRequest.newBuilder(Gateway.running().uri(path))
            .header("Authorization", "Bearer " + HOSPITAL.token("FOLLOW_UP_OWN", "physician"))
            .header("Accept", path.equals(bytes) ? "*/*" : "application/fhir+json")
            .header(header, value)
            .build();
    // The time-out of a request is over once its headers came
    var answer = CLIENT.sendAsync(request, BodyHandlers.ofString()).get(20, TimeUnit.SECONDS);
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    return answer;
  }
}
