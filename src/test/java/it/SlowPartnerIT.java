package it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.AgainstTheGateway;
import testkit.TestPartner;
import testkit.Wire;

/** A partner with an accepted certificate that sends slowly, on many connections at once. */
@AgainstTheGateway
class SlowPartnerIT {

  private static final int MANY = 64;

  private final List<Wire> wires = new ArrayList<>();

  private String token;

  @BeforeEach
  void mayDoIt() {
    token = TestPartner.of("hulplijn-1712").token("SUBMIT", "social-worker");
  }

  @AfterEach
  void hangUp() throws IOException {
    for (var wire : wires) {
      wire.close();
    }
  }

  private Wire begun(String path, String contentType) throws IOException {
    var wire = Wire.of(TestPartner.of("hulplijn-1712"), new String[0]);
    wires.add(wire);
    wire.write(
        """
        POST %s HTTP/1.1
        Host: localhost
        Authorization: Bearer %s
        Content-Type: %s
        Content-Length: 200000

        {"""
            .formatted(path, token, contentType)
            .replace("\n", "\r\n"));
    return wire;
  }

  private static void othersAreServed() {
    for (int i = 0; i < 3; i++) {
      TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN").get("/api/ping").expect(200);
      TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN").get("/api/referrals").expect(200);
    }
  }

  @Test
  @Timeout(60)
  void bodiesThatNeverEndStopNobodyElse() throws IOException {
    for (int i = 0; i < MANY; i++) {
      begun(i % 2 == 0 ? "/oauth2/token" : "/fhir", "application/x-www-form-urlencoded");
    }
    othersAreServed();
  }

  @Test
  @Timeout(60)
  void uploadsThatNeverEndStopNobodyElseHoweverTheirAddressIsWritten() throws IOException {
    for (var path : List.of("/api/documents", "/api/documents/", "/fhir/Binary/")) {
      for (int i = 0; i < 8; i++) {
        begun(path, "text/x-fhir");
      }
    }
    othersAreServed();
    TestPartner.of("hulplijn-1712")
        .as("SUBMIT", "social-worker")
        .post("/api/documents", "%PDF-1.4", "application/pdf")
        .expectProblem(503, "BUSY");
  }
}
