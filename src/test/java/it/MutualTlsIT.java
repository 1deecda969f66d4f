package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Logbook;
import testkit.Report;
import testkit.TestPartner;
import testkit.Wire;

/** Who may connect, and who a connection belongs to. */
@AgainstTheGateway
class MutualTlsIT {

  private static final Set<String> MUST_FAIL =
      Set.of("suspended", "expired", "revoked", "server-usage", "other-ca", "unregistered");

  @ParameterizedTest
  @MethodSource("activePartners")
  void everyDemoPartnerIsLetIn(String code, String purpose) {
    var partner = TestPartner.of(code);

    var ping = partner.as(purpose, "social-worker").get("/api/ping").expect(200);

    assertEquals(code, ping.at("/partner"));
  }

  static Stream<Arguments> activePartners() throws IOException {
    var registry = Report.read(Files.readString(Gateway.running().home().resolve("partners.json")));
    return Answer.stream(registry.path("partners"))
        .filter(partner -> !MUST_FAIL.contains(partner.path("code").asText()))
        .map(
            partner ->
                Arguments.of(
                    partner.path("code").asText(), partner.path("purposes").get(0).asText()));
  }

  @ParameterizedTest
  @CsvSource({
    "unregistered, CERTIFICATE_NOT_REGISTERED",
    "suspended, PARTNER_SUSPENDED",
    "revoked, CERTIFICATE_REVOKED"
  })
  void refusedCertificateIsToldWhyAndLogged(String code, String reason) {
    var requestId = UUID.randomUUID().toString();
    var refused = TestPartner.of(code).withoutToken().with("X-Request-Id", requestId);

    refused.get("/api/ping").expectProblem(401, reason);

    var lines = Logbook.ofRequest(requestId);
    assertEquals(1, lines.size());
    assertEquals("CERTIFICATE", lines.get(0).at("/action"));
    assertEquals("DENY", lines.get(0).at("/outcome"));
    assertEquals(reason, lines.get(0).at("/rule"));
  }

  @ParameterizedTest
  @CsvSource({
    "unregistered, CERTIFICATE_NOT_REGISTERED",
    "suspended, PARTNER_SUSPENDED",
    "revoked, CERTIFICATE_REVOKED"
  })
  void refusedCertificateGetsNoToken(String code, String reason) {
    var answer = TestPartner.of(code).askToken(TestPartner.form("SUBMIT", "physician"));

    assertEquals("invalid_client", answer.expect(401).at("/error"));
  }

  @ParameterizedTest
  @CsvSource({
    "unregistered, CERTIFICATE_NOT_REGISTERED",
    "suspended, PARTNER_SUSPENDED",
    "revoked, CERTIFICATE_REVOKED"
  })
  void certificateCheckTellsWhyItIsRefused(String code, String reason) throws Exception {
    var check = TestPartner.of(code).withoutToken().get("/api/certificate").expect(200);

    assertFalse(check.json().path("accepted").asBoolean());
    assertEquals(sha256(TestPartner.of(code)), check.at("/sha256"));
    assertTrue(
        Answer.stream(check.json().path("findings"))
            .anyMatch(finding -> finding.path("code").asText().equals(reason)),
        check::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/certificate/../ping",
        "/api/certificate/..;/ping",
        "/api/certificate;x=/../ping",
        "/api/certificate%2f..%2fping",
        "/api/certificate/%2e%2e/ping",
        "/api/ping?/api/certificate",
        "/api/ping;/api/certificate",
        "//api/certificate/../ping",
        "/api/./certificate/../partner",
        "/.well-known/jwks.json",
        "/fhir/metadata",
        "/console/index.html"
      })
  void refusedCertificateFindsNoWayRound(String path) throws IOException {
    try (var wire = Wire.of(TestPartner.of("suspended"), new String[0])) {
      var answer = wire.get(path);

      assertFalse(answer.startsWith("HTTP/1.1 2"), answer);
    }
  }

  @Test
  void certificateCheckTellsHowLongItLasts() {
    var check = TestPartner.of("uz-voorbeeld").withoutToken().get("/api/certificate").expect(200);

    assertTrue(check.json().path("accepted").asBoolean());
    assertEquals(364, check.json().path("daysLeft").asInt());
    assertEquals(0, check.json().path("findings").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "other-ca", "server-usage"})
  void certificateThatIsNoneForClientsHereEndsInTheHandshake(String code) {
    var refused = TestPartner.of(code).withoutToken();

    assertThrows(UncheckedIOException.class, () -> refused.get("/api/certificate"));
  }

  @Test
  void certificateWithoutUsageIsLetIn() throws Exception {
    var partner = TestPartner.of("az-tweede");

    assertNull(partner.certificate().getExtendedKeyUsage());
    partner.as("SUBMIT").get("/api/ping").expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/certificate", "/health", "/openapi", "/oauth2/token", "/nothing"})
  void nobodyGetsInWithoutCertificate(String path) {
    var nobody = TestPartner.nobody().withoutToken();

    assertThrows(UncheckedIOException.class, () -> nobody.get(path));
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLSv1.3, TLS_AES_128_GCM_SHA256",
    "TLSv1.3, TLS_AES_256_GCM_SHA384",
    "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256"
  })
  void authenticatedEncryptionIsSpoken(String protocol, String suite) throws IOException {
    try (var wire = Wire.of(TestPartner.of("uz-voorbeeld"), new String[] {protocol}, suite)) {
      assertEquals(suite, wire.session().getCipherSuite());
      assertTrue(wire.get("/api/certificate").startsWith("HTTP/1.1 200"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLSv1.1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
    "TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256"
  })
  void oldProtocolsAndSuitesAreRefused(String protocol, String suite) {
    var partner = TestPartner.of("uz-voorbeeld");
    var offered = Arrays.asList(partner.tls().getSupportedSSLParameters().getCipherSuites());
    assertTrue(offered.contains(suite), "this client must be able to speak " + suite);

    var refused =
        assertThrows(
            IOException.class, () -> Wire.of(partner, new String[] {protocol}, suite).close());

    assertFalse(refused.getMessage().contains("No appropriate protocol"), refused.getMessage());
  }

  @Test
  void certificatesInHeadersAreIgnored() throws Exception {
    var hospital = TestPartner.of("uz-voorbeeld");
    var centre = TestPartner.of("vk-antwerpen");
    var foreign = Base64.getEncoder().encodeToString(centre.certificate().getEncoded());
    var spoofed =
        hospital
            .as("SUBMIT")
            .with("$WSCC", foreign)
            .with("$WSIS", "true")
            .with("$WSSC", "https")
            .with("$WSRA", "127.0.0.1")
            .with("Client-Cert", ":" + foreign + ":")
            .with("X-Client-Cert", foreign)
            .with("SSL_CLIENT_CERT", foreign);

    assertEquals(sha256(hospital), spoofed.get("/api/certificate").expect(200).at("/sha256"));
    assertEquals("uz-voorbeeld", spoofed.get("/api/ping").expect(200).at("/partner"));
    spoofed
        .with("Authorization", "Bearer " + centre.token("CASE_MANAGEMENT", "social-worker"))
        .get("/api/ping")
        .expectProblem(401, "TOKEN_WRONG_CERTIFICATE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void resumedSessionIsStillTheSamePartners(String protocol) throws Exception {
    var partner = TestPartner.of("clb-voorbeeld");
    var protocols = new String[] {protocol};
    long first;
    try (var wire = Wire.of(partner, protocols)) {
      first = wire.session().getCreationTime();
      assertTrue(wire.get("/api/certificate").contains(sha256(partner)));
    }
    try (var wire = Wire.of(partner, protocols)) {
      assertEquals(first, wire.session().getCreationTime(), "the session must be the earlier one");
      assertTrue(wire.get("/api/certificate").contains(sha256(partner)));
    }
  }

  @Test
  void manyConnectionsOfManyPartnersAreNeverMixedUp() throws Exception {
    var partners = List.of("uz-voorbeeld", "az-tweede", "vk-antwerpen", "npie", "auditor");
    var own =
        partners.stream()
            .parallel()
            .flatMap(code -> Stream.generate(() -> code).limit(20))
            .map(TestPartner::of)
            .map(
                partner ->
                    partner.withoutToken().get("/api/certificate").at("/sha256") + sha256(partner))
            .toList();

    assertTrue(own.stream().allMatch(pair -> pair.substring(0, 64).equals(pair.substring(64))));
  }

  @Test
  void http2IsSpokenToo() throws Exception {
    var client =
        HttpClient.newBuilder()
            .sslContext(TestPartner.of("uz-voorbeeld").tls())
            .version(HttpClient.Version.HTTP_2)
            .build();

    var answer =
        client.send(
            HttpRequest.newBuilder(Gateway.running().uri("/api/certificate")).build(),
            BodyHandlers.ofString());

    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains(sha256(TestPartner.of("uz-voorbeeld"))));
  }

  @Test
  void plainHttpHasHealthAndMetricsAndNothingElse() throws Exception {
    assertEquals(200, plain("/health/ready"));
    assertEquals(200, plain("/metrics"));
    for (var path :
        List.of("/api/ping", "/api/certificate", "/oauth2/token", "/.well-known/jwks.json")) {
      assertEquals(403, plain(path), path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.example", "gateway.example:443", "10.0.0.1:8443"})
  void anyNameAndPortInFrontOfItWillDo(String host) throws Exception {
    try (var wire = Wire.of(TestPartner.of("uz-voorbeeld"), new String[0])) {
      var answer =
          wire.send(
              "GET /api/certificate HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
  }

  private static int plain(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(Gateway.running().plainUri(path))
            .header("$WSIS", "true")
            .header("$WSSC", "https")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String sha256(TestPartner partner) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(partner.certificate().getEncoded()));
    } catch (java.security.GeneralSecurityException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
