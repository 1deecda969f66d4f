package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.PartnerEndpoint;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** Where a partner wants to be told, and what arrives there. */
@AgainstTheGateway
class SubscriptionsIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PATH = "/api/subscriptions";

  private PartnerEndpoint endpoint;

  @BeforeEach
  void registered() throws Exception {
    endpoint = PartnerEndpoint.open(Gateway.running().home().resolve("pki"));
    Gateway.running().registerEndpoint("uz-voorbeeld", endpoint.url());
  }

  @AfterEach
  void noSubscriptions() {
    for (var left : hospital().get(PATH).expect(200).json().path("items")) {
      hospital().delete(PATH + "/" + left.path("id").asText()).expect(200);
    }
    endpoint.close();
  }

  private static Requests hospital() {
    return TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN", "system");
  }

  private Answer subscribed(String... kinds) {
    var wanted = object("endpoint", endpoint.url(), "kinds", List.of(kinds));
    Eventually.holds(
        SOON, "the registry is in force", () -> hospital().post(PATH, wanted).status() == 201);
    var all = hospital().get(PATH).expect(200);
    assertEquals(1, all.json().path("items").size(), all::text);
    return hospital().get(PATH + "/" + all.at("/items/0/id")).expect(200);
  }

  private static String stored(String column, String event) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select "
                            + column
                            + "::text from notice_delivery where event = :event::uuid")
                    .bind("event", event)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(""));
  }

  private static void asap() {
    Gateway.running()
        .asOwner()
        .useHandle(
            handle -> {
              handle.execute(
                  "update notice_delivery set next_attempt_at = now() where state = 'WAITING'");
              handle.execute("update notice_reach set failures = 0, open_until = null");
            });
  }

  @Test
  void noticeComesSignedFromTheGatewaysOwnCertificate() throws Exception {
    subscribed();
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");

    Eventually.holds(SOON, "it arrives", () -> !endpoint.about(sent.id()).isEmpty());
    var got = endpoint.about(sent.id()).get(0);

    assertEquals("STATUS_CHANGED", got.at("/kind"));
    assertEquals("uz-voorbeeld", got.at("/recipient"));
    assertEquals(got.event(), got.at("/id"));
    assertEquals(
        "CN=Schakel demo gateway,O=Schakel demo,C=BE",
        got.client().getSubjectX500Principal().getName());
    assertTrue(verifies(got.signature(), got.body()));
    var changed = got.body().clone();
    changed[10] ^= 1;
    assertTrue(!verifies(got.signature(), changed), "a changed body does not verify");
    Eventually.holds(
        SOON, "kept as evidence", () -> stored("state", got.event()).equals("DELIVERED"));
    assertEquals("204", stored("status", got.event()));
  }

  private static boolean verifies(String signature, byte[] body) throws Exception {
    var keys =
        new JsonWebKeySet(
            TestPartner.of("uz-voorbeeld").withoutToken().get("/.well-known/jwks.json").text());
    var halves = signature.split("\\.\\.");
    var jws = new JsonWebSignature();
    jws.setCompactSerialization(
        halves[0]
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(body)
            + "."
            + halves[1]);
    assertEquals("notice+jws", jws.getHeader("typ"));
    jws.setKey(keys.findJsonWebKey(jws.getKeyIdHeaderValue(), null, null, null).getKey());
    return jws.verifySignature();
  }

  @Test
  void signedAcknowledgementIsKept() throws Exception {
    endpoint.answers(SubscriptionsIT::acknowledgement);
    subscribed();
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    Eventually.holds(SOON, "it arrives", () -> !endpoint.about(sent.id()).isEmpty());
    var event = endpoint.about(sent.id()).get(0).event();

    Eventually.holds(SOON, "it is settled", () -> stored("state", event).equals("DELIVERED"));
    assertEquals(2, stored("receipt", event).chars().filter(c -> c == '.').count());
  }

  /** As a partner's software would sign. */
  private static String acknowledgement(PartnerEndpoint.Received got) {
    try {
      var pem = Files.readString(Gateway.running().pki("uz-voorbeeld.key"));
      var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
      var jws = new JsonWebSignature();
      jws.setAlgorithmHeaderValue("ES256");
      jws.setCertificateChainHeaderValue(TestPartner.of("uz-voorbeeld").certificate());
      jws.setKey(key);
      jws.setPayload("{\"event\": \"" + got.event() + "\"}");
      return jws.getCompactSerialization();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest",
        "https://localhost/notices",
        "https://localhost.example/notices",
        "https://somebody@localhost/notices",
        "https://[::1]/notices",
        "https://10.0.0.1/notices"
      })
  void onlyTheRegisteredHostIsTaken(String elsewhere) {
    hospital()
        .post(PATH, object("endpoint", elsewhere))
        .expect(422)
        .expectError("/endpoint", "ENDPOINT_NOT_REGISTERED");
  }

  @Test
  void whoHasNoHostRegisteredCannotSubscribe() {
    TestPartner.of("caw-voorbeeld")
        .as("FOLLOW_UP_OWN", "system")
        .post(PATH, object("endpoint", endpoint.url()))
        .expect(422)
        .expectError("/endpoint", "ENDPOINT_NOT_REGISTERED");
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    try (var other = PartnerEndpoint.open(Gateway.running().home().resolve("pki"))) {
      endpoint.redirects(other.url());
      subscribed();
      var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");

      Eventually.holds(SOON, "it was tried", () -> problem(sent).equals("STATUS_302"));

      assertEquals(List.of(), other.received());
      asap();
    }
  }

  private static String problem(Sent sent) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select coalesce(max(problem), '') from notice_delivery where lane = :lane")
                    .bind("lane", sent.id())
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void certificateOfAnotherAuthorityIsRefused() throws Exception {
    endpoint.shows("other-ca");
    subscribed();
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");

    Eventually.holds(SOON, "it was tried", () -> problem(sent).equals("TLS"));
    assertEquals(List.of(), endpoint.received());

    endpoint.shows("server");
    asap();
    Eventually.holds(SOON, "it arrives", () -> !endpoint.about(sent.id()).isEmpty());
  }

  @Test
  void endedSubscriptionIsToldNothing() {
    var id = subscribed().at("/id");
    var ended = hospital().delete(PATH + "/" + id).expect(200);
    assertTrue(ended.json().has("endedAt"), ended::text);
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");

    Eventually.holds(
        SOON,
        "it can be fetched",
        () -> hospital().get("/api/events?limit=200").text().contains("items"));
    assertEquals("", problem(sent));
    assertEquals(List.of(), endpoint.about(sent.id()));
    TestPartner.of("az-tweede")
        .as("FOLLOW_UP_OWN", "system")
        .get(PATH + "/" + id)
        .expectProblem(404, "NOT_FOUND");
  }

  @Test
  void whatCannotBeBroughtIsADeadLetterUntilItIsSentAgain() {
    endpoint.is(PartnerEndpoint.Mood.FAILS);
    subscribed("STATUS_CHANGED");
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    Eventually.holds(SOON, "it was tried", () -> problem(sent).equals("STATUS_500"));
    lastAttempt();

    Eventually.holds(SOON, "it is dead", () -> dead(hospital(), sent).isPresent());
    var letter = dead(hospital(), sent).orElseThrow();
    assertTrue(dead(TestPartner.of("dpo").as("AUDIT", "dpo"), sent).isPresent());
    assertTrue(dead(TestPartner.of("az-tweede").as("FOLLOW_UP_OWN"), sent).isEmpty());
    TestPartner.of("az-tweede")
        .as("FOLLOW_UP_OWN")
        .post("/api/dead-letters/" + letter + "/resend", object())
        .expectProblem(404, "NOT_FOUND");
    var health =
        TestPartner.of("uz-voorbeeld").withoutToken().beyondTheContract().get("/health/ready");
    assertTrue(health.text().contains("\"deadLetters\":"), health::text);

    endpoint.is(PartnerEndpoint.Mood.WELL);
    asap();
    hospital().post("/api/dead-letters/" + letter + "/resend", object()).expect(200);
    Eventually.holds(SOON, "it arrives", () -> !endpoint.about(sent.id()).isEmpty());
  }

  @Test
  void fhirSubscriptionIsReadToldAndDeleted() {
    var type = "application/fhir+json";
    var wanted =
        """
        {"resourceType": "Subscription", "status": "requested", "reason": "proef", "criteria": "Task",
         "extension": [{"url": "https://schakel.example/fhir/StructureDefinition/notice-kind", "valueCode": "STATUS_CHANGED"}],
         "channel": {"type": "rest-hook", "endpoint": "%s", "payload": "application/json"}}"""
            .formatted(endpoint.url());
    Eventually.holds(
        SOON,
        "the registry is in force",
        () -> hospital().post("/fhir/Subscription", wanted, type).status() == 201);
    var id = hospital().get(PATH).expect(200).at("/items/0/id");
    var path = "/fhir/Subscription/" + id;
    var again = hospital().post("/fhir/Subscription", wanted, type).expect(200);
    assertEquals(id, again.at("/id"));
    assertTrue(again.header("Location").orElseThrow().endsWith(path), again::text);
    var other = wanted.replace("STATUS_CHANGED", "QUESTION_ASKED");
    var second = hospital().post("/fhir/Subscription", other, type).expect(201);
    hospital().delete("/fhir/Subscription/" + second.at("/id")).expect(200);
    var outcome = hospital().with("Prefer", "return=OperationOutcome");
    var unsaid = wanted.replace("\"reason\": \"proef\",", "");
    var told = outcome.post("/fhir/Subscription", unsaid, type).expect(200);
    assertEquals("Subscription.reason", told.at("/issue/0/expression/0"));

    var active = hospital().get(path).expect(200);
    assertEquals("active", active.at("/status"));
    assertEquals(endpoint.url(), active.at("/channel/endpoint"));
    assertEquals("STATUS_CHANGED", active.at("/extension/0/valueCode"));
    var all = hospital().get("/fhir/Subscription").expect(200);
    assertEquals(id, all.at("/entry/0/resource/id"));
    assertEquals(404, TestPartner.of("az-tweede").as("FOLLOW_UP_OWN", "system").get(path).status());

    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    Eventually.holds(SOON, "it arrives", () -> !endpoint.about(sent.id()).isEmpty());
    assertEquals("STATUS_CHANGED", endpoint.about(sent.id()).get(0).at("/kind"));

    assertEquals("off", hospital().delete(path).expect(200).at("/status"));
    var later = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    Eventually.holds(
        SOON, "it can be fetched", () -> hospital().get("/api/events?limit=200").status() == 200);
    assertEquals("", problem(later));
    assertEquals(List.of(), endpoint.about(later.id()));
    assertEquals(
        422,
        hospital().post("/fhir/Subscription", wanted.replace("Task", "Patient"), type).status());
  }

  /** A client that heard nothing in time asks again, and is told of everything once. */
  @Test
  void sameSubscriptionAskedForAtOnceIsMadeOnce() {
    subscribed("STATUS_CHANGED");
    var wanted =
        object("endpoint", endpoint.url(), "kinds", List.of("MALWARE_FOUND", "REPORT_RETRACTED"));
    var caller = hospital();
    var statuses =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(any -> caller.post(PATH, wanted).status())
            .sorted()
            .toList();
    assertEquals(List.of(200, 200, 200, 200, 200, 200, 200, 201), statuses);
    assertEquals(2, hospital().get(PATH).expect(200).json().path("items").size());
  }

  private static void lastAttempt() {
    Gateway.running()
        .asOwner()
        .useHandle(
            handle ->
                handle.execute("update notice_delivery set attempts = 17 where state = 'WAITING'"));
    asap();
  }

  private static java.util.Optional<String> dead(Requests caller, Sent sent) {
    return Answer.stream(caller.get("/api/dead-letters?limit=200").expect(200).json().path("items"))
        .filter(letter -> letter.at("/notice/referral").asText().equals(sent.id()))
        .map(letter -> letter.path("id").asText())
        .findFirst();
  }
}
