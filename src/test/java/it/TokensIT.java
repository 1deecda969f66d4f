package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Forge;
import testkit.Gateway;
import testkit.Logbook;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** Access tokens: what is granted, what is refused, what a token is good for. */
@AgainstTheGateway
class TokensIT {

  private static TestPartner hospital() {
    return TestPartner.of("uz-voorbeeld");
  }

  private static Map<String, String> form() {
    return TestPartner.form("SUBMIT", "physician");
  }

  private static Answer ask(String... change) {
    var form = form();
    for (int i = 0; i < change.length; i += 2) {
      if (change[i + 1] == null) {
        form.remove(change[i]);
      } else {
        form.put(change[i], change[i + 1]);
      }
    }
    return hospital().askToken(form);
  }

  // ---- what is granted

  @Test
  void tokenIsShortLivedSignedAndBoundToTheCertificate() throws Exception {
    var answer = ask().expect(200);
    var token = answer.at("/access_token");
    var claims = Forge.claims(token);

    assertEquals("Bearer", answer.at("/token_type"));
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
    assertEquals(300, answer.json().path("expires_in").asInt());
    assertEquals(300, Forge.seconds(claims));
    assertEquals(Gateway.running().publicUrl(), claims.getIssuer());
    assertEquals(List.of(Gateway.running().publicUrl()), claims.getAudience());
    assertEquals("uz-voorbeeld", claims.getSubject());
    assertEquals("uz-voorbeeld", claims.getStringClaimValue("client_id"));
    assertEquals(TestPartner.SOMEBODY, claims.getStringClaimValue("subject_id"));
    assertEquals(Map.of("x5t#S256", x5t(hospital())), claims.getClaimValue("cnf", Map.class));
    var iua = Report.read(claims.toJson()).at("/extensions/ihe_iua");
    assertEquals("SUBMIT", iua.at("/purpose_of_use/0/code").asText());
    assertEquals("physician", iua.at("/subject_role/0/code").asText());
    assertEquals("Dr. Proef Persoon", iua.path("subject_name").asText());
    assertTrue(iua.path("subject_organization_id").asText().endsWith("|uz-voorbeeld"));
    var jws = verified(token);
    assertEquals("at+jwt", jws.getHeader("typ"));
    assertEquals("ES256", jws.getAlgorithmHeaderValue());
  }

  private static String x5t(TestPartner partner) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(partner.certificate().getEncoded()));
  }

  private static JsonWebSignature verified(String token) throws Exception {
    var keys =
        new JsonWebKeySet(
            hospital().withoutToken().get("/.well-known/jwks.json").expect(200).text());
    var jws = new JsonWebSignature();
    jws.setCompactSerialization(token);
    var key = keys.findJsonWebKey(jws.getKeyIdHeaderValue(), "EC", null, "ES256");
    jws.setKey(key.getKey());
    assertTrue(jws.verifySignature());
    return jws;
  }

  @Test
  void scopeLeftOutIsAllThatIsRegistered() {
    var scopes = List.of(ask().expect(200).at("/scope").split(" "));

    assertTrue(scopes.contains("system/ServiceRequest.c"), scopes::toString);
    assertTrue(scopes.contains("system/Binary.c"), scopes::toString);
    assertFalse(scopes.contains("system/Task.u"), "a hospital moves nothing");
  }

  @Test
  void combinedScopeMeansEachLetter() {
    var scopes = ask("scope", "system/ServiceRequest.cr system/Task.s").expect(200).at("/scope");

    assertEquals("system/ServiceRequest.c system/ServiceRequest.r system/Task.s", scopes);
  }

  @ParameterizedTest
  @CsvSource({
    "subject_id, 10000000147",
    "subject_id, 10004512",
    "subject_id, 75.01.01-123.45",
    "subject_role, clown",
    "subject_role, social-worker",
    "client_id, uz-voorbeeld",
    "on_behalf_of, uz-voorbeeld",
    "colour, blue"
  })
  void professionalIsAssertedAndOddWordsAreNoError(String field, String value) {
    ask(field, value).expect(200);
  }

  @Test
  void grantIsLogged() {
    var requestId = UUID.randomUUID().toString();
    var token =
        hospital()
            .withoutToken()
            .with("X-Request-Id", requestId)
            .post(
                "/oauth2/token",
                "grant_type=client_credentials&purpose_of_use=SUBMIT&subject_role=system",
                "application/x-www-form-urlencoded")
            .expect(200)
            .at("/access_token");

    var lines = Logbook.ofRequest(requestId);
    assertEquals(1, lines.size());
    assertEquals("TOKEN", lines.get(0).at("/action"));
    assertEquals("PERMIT", lines.get(0).at("/outcome"));
    assertFalse(lines.get(0).entry().contains(token));
  }

  // ---- what is refused

  @ParameterizedTest
  @MethodSource("badRequests")
  void requestThatBreaksARuleIsRefused(String field, String value, int status, String error) {
    var answer = ask(field, value).expect(status);

    assertEquals(error, answer.at("/error"));
    assertTrue(answer.at("/error_description").matches("[ -!#-\\[\\]-~]+"), answer::text);
    assertEquals(status == 401, answer.header("WWW-Authenticate").isPresent());
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of("grant_type", null, 400, "invalid_request"),
        Arguments.of("grant_type", "password", 400, "unsupported_grant_type"),
        Arguments.of("client_id", "az-tweede", 401, "invalid_client"),
        Arguments.of("purpose_of_use", null, 400, "invalid_request"),
        Arguments.of("purpose_of_use", "CURIOSITY", 400, "invalid_request"),
        Arguments.of("purpose_of_use", "SUBMIT CONSULT", 400, "invalid_request"),
        Arguments.of("purpose_of_use", "CASE_MANAGEMENT", 400, "invalid_scope"),
        Arguments.of("purpose_of_use", "AUDIT", 400, "invalid_scope"),
        Arguments.of("scope", "system/Everything.r", 400, "invalid_scope"),
        Arguments.of("scope", "system/ServiceRequest.rr", 400, "invalid_scope"),
        Arguments.of("scope", "user/ServiceRequest.r", 400, "invalid_scope"),
        Arguments.of("scope", "system/Task.u", 400, "invalid_scope"),
        Arguments.of("scope", "system/ServiceRequest.r system/Task.u", 400, "invalid_scope"),
        Arguments.of("subject_role", null, 400, "invalid_request"),
        Arguments.of("subject_role", "Physician", 400, "invalid_request"),
        Arguments.of("subject_role", "system", 400, "invalid_request"),
        Arguments.of("subject_id", null, 400, "invalid_request"),
        Arguments.of("subject_id", "Dr. Proef", 400, "invalid_request"),
        Arguments.of("subject_name", null, 400, "invalid_request"),
        Arguments.of("subject_name", " ", 400, "invalid_request"),
        Arguments.of("subject_name", "a\u0000b", 400, "invalid_request"),
        Arguments.of("on_behalf_of", "az-tweede", 400, "unauthorized_client"),
        Arguments.of("on_behalf_of", "nobody", 400, "unauthorized_client"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type=client_credentials&purpose_of_use=SUBMIT&purpose_of_use=CONSULT&subject_role=system",
        "grant_type=client_credentials&grant_type=client_credentials&purpose_of_use=SUBMIT&subject_role=system",
        "%zz=1",
        ""
      })
  void formThatIsAmbiguousOrBrokenIsRefused(String form) {
    var answer =
        hospital()
            .withoutToken()
            .post("/oauth2/token", form, "application/x-www-form-urlencoded")
            .expect(400);

    assertEquals("invalid_request", answer.at("/error"));
  }

  @Test
  void tokenIsAskedByPostAsAForm() {
    var requests = hospital().withoutToken();
    assertEquals(405, requests.beyondTheContract().get("/oauth2/token").status());
    assertEquals(415, requests.post("/oauth2/token", "{}").status());
  }

  // ---- what a token is good for

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/referrals",
        "/api/referrals/0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10",
        "/api/ping"
      })
  void withoutTokenNothingIsAnswered(String path) {
    var refused = hospital().withoutToken().get(path);

    refused.expectProblem(401, "TOKEN_MISSING");
    assertEquals("Bearer realm=\"schakel\"", refused.header("WWW-Authenticate").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXo6eg==", "Bearer", "Bearer ", "Bearerx", "DPoP abc", ""})
  void whatIsNoBearerTokenIsNone(String authorization) {
    var refused = hospital().withoutToken().with("Authorization", authorization).get("/api/ping");

    assertEquals(401, refused.status(), refused::text);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void tokenThatTheGatewayDidNotMintLikeThisIsRefused(String token, String code) {
    var refused = hospital().withToken(token).get("/api/ping");

    refused.expectProblem(401, code);
    var challenge = refused.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
  }

  static Stream<Arguments> forgeries() {
    var good = hospital().token("SUBMIT", "physician");
    var forge = Forge.from(good);
    return Stream.of(
        Arguments.of(forge.unsigned(), "TOKEN_INVALID"),
        Arguments.of(forge.withAnotherSignature(), "TOKEN_INVALID"),
        Arguments.of(forge.tampered("SUBMIT", "AUDIT"), "TOKEN_INVALID"),
        Arguments.of(forge.tampered("uz-voorbeeld", "vk-antwerpen"), "TOKEN_INVALID"),
        Arguments.of(forge.signedByAnother("ES256"), "TOKEN_INVALID"),
        Arguments.of(forge.signedByAnother("RS256"), "TOKEN_INVALID"),
        Arguments.of(forge.signedWithThePublicKey(), "TOKEN_INVALID"),
        Arguments.of(forge.ofAnotherType("JWT"), "TOKEN_INVALID"),
        Arguments.of(forge.ofAnotherType("disclosure-receipt+jwt"), "TOKEN_INVALID"),
        Arguments.of(
            forge.signedByTheGateway(claims -> claims.setAudience("https://other.example")),
            "TOKEN_WRONG_AUDIENCE"),
        Arguments.of(
            forge.signedByTheGateway(
                claims -> claims.setAudience(Gateway.running().publicUrl(), "https://b.example")),
            "TOKEN_WRONG_AUDIENCE"),
        Arguments.of(
            forge.signedByTheGateway(claims -> claims.setIssuer("https://other.example")),
            "TOKEN_INVALID"),
        Arguments.of(
            forge.signedByTheGateway(
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_700_000_000))),
            "TOKEN_EXPIRED"),
        Arguments.of(forge.signedByTheGateway(claims -> claims.unsetClaim("exp")), "TOKEN_INVALID"),
        Arguments.of(forge.signedByTheGateway(claims -> claims.unsetClaim("cnf")), "TOKEN_INVALID"),
        Arguments.of(
            TestPartner.of("az-tweede").token("SUBMIT", "nurse"), "TOKEN_WRONG_CERTIFICATE"),
        Arguments.of("a.b.c", "TOKEN_INVALID"),
        Arguments.of("x".repeat(9000), "TOKEN_INVALID"));
  }

  @Test
  void scopeThatTheTokenLacksIsNamed() {
    var token = hospital().token("FOLLOW_UP_OWN", "nurse", "system/Task.s");
    var sent = Sent.byHospital(Report.ofOneChild());

    var refused = hospital().withToken(token).get(sent.path());

    refused.expectProblem(403, "INSUFFICIENT_SCOPE");
    var challenge = refused.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"insufficient_scope\""), challenge);
    assertTrue(challenge.contains("system/ServiceRequest.r"), challenge);
    hospital().withToken(token).get("/api/referrals?limit=1").expect(200);
    hospital().withToken(token).get("/api/ping").expect(200);
  }

  @ParameterizedTest
  @CsvSource({
    "system/ServiceRequest.r, GET, ''",
    "system/Task.r, GET, ''",
    "system/DocumentReference.r, GET, /documents/D",
    "system/Binary.r, GET, /documents/D"
  })
  void oneScopeOfThoseThatWillDoIsEnough(String scope, String method, String path) {
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", "x".getBytes());
    var sent = Sent.byHospital(report);
    var requests = hospital().withToken(hospital().token("FOLLOW_UP_OWN", "nurse", scope));

    requests.get(sent.path() + path.replace("D", sent.document(0))).expect(200);
  }

  @Test
  void unattendedSystemGetsReceiptAndStatusAndNothingElse() {
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", "x".getBytes());
    var sent = Sent.byHospital(report);

    var read = sent.read(hospital().as("FOLLOW_UP_OWN", "system")).expect(200);

    assertEquals(sent.reference(), read.at("/reference"));
    assertEquals("RECEIVED", read.at("/status"));
    assertEquals(sent.document(0), read.at("/documents/0/id"));
    assertFalse(read.json().has("facts"));
    assertFalse(read.text().contains(report.child(0).get("familyName").asText()), read::text);
    assertFalse(read.text().contains(report.child(0).get("insz").asText()), read::text);
    assertFalse(read.json().at("/documents/0").has("category"), read::text);
  }

  @Test
  void registeredProcessorActsForItsPartner() {
    var processor = TestPartner.of("clb-voorbeeld");
    var form = form();
    form.put("on_behalf_of", "huisarts-voorbeeld");
    var token = processor.askToken(form).expect(200).at("/access_token");
    var requests = processor.withToken(token);

    assertEquals("huisarts-voorbeeld", requests.get("/api/ping").expect(200).at("/partner"));
    var sent = Sent.by(requests, Report.ofOneChild());
    sent.read(TestPartner.of("huisarts-voorbeeld").as("FOLLOW_UP_OWN")).expect(200);
    sent.read(processor.as("FOLLOW_UP_OWN")).expectProblem(404, "NOT_FOUND");
    var own = TestPartner.of("huisarts-voorbeeld").withToken(token);
    own.get("/api/ping").expectProblem(401, "TOKEN_WRONG_CERTIFICATE");
  }

  @Test
  void partnerSeesItsOwnRegistration() throws Exception {
    var partner = hospital().as("SUBMIT", "system").get("/api/partner").expect(200);

    assertEquals("uz-voorbeeld", partner.at("/code"));
    assertEquals("HOSPITAL", partner.at("/kind"));
    assertEquals("ACTIVE", partner.at("/status"));
    assertEquals(1, partner.json().path("certificates").size());
    assertTrue(partner.json().at("/certificates/0/current").asBoolean());
    assertEquals(364, partner.json().at("/certificates/0/daysLeft").asInt());
    assertFalse(partner.text().contains("az-tweede"));
  }

  @Test
  void metadataIsForEverybodyWithACertificate() {
    var requests = TestPartner.of("huisarts-voorbeeld").withoutToken();
    var url = Gateway.running().publicUrl();

    var server = requests.get("/.well-known/oauth-authorization-server").expect(200);
    var smart = requests.get("/fhir/.well-known/smart-configuration").expect(200);
    var keys = requests.get("/.well-known/jwks.json").expect(200);

    assertEquals(url, server.at("/issuer"));
    for (var metadata : List.of(server, smart)) {
      assertEquals(url + "/oauth2/token", metadata.at("/token_endpoint"));
      assertEquals(url + "/.well-known/jwks.json", metadata.at("/jwks_uri"));
      assertTrue(metadata.text().contains("tls_client_auth"));
      assertTrue(metadata.text().contains("system/ServiceRequest.c"));
    }
    assertTrue(keys.json().path("keys").size() >= 2);
    for (var key : keys.json().path("keys")) {
      assertFalse(key.has("d"), "a private key");
      assertEquals("P-256", key.path("crv").asText());
    }
  }

  /** SMART App Launch 2, "Using Well-Known", and whoever else looks there knows one form alone. */
  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+json", "text/html", "application/xml;q=0.9", "image/*"})
  void metadataIsJsonWhateverIsAccepted(String accepted) {
    var requests = TestPartner.of("huisarts-voorbeeld").withoutToken().with("Accept", accepted);

    for (var place :
        List.of(
            "/fhir/.well-known/smart-configuration",
            "/.well-known/oauth-authorization-server",
            "/.well-known/jwks.json")) {
      var answer = requests.get(place).expect(200);

      assertEquals("application/json", answer.header("Content-Type").orElse(""), place);
      assertTrue(answer.json().isObject(), place);
    }
  }
}
