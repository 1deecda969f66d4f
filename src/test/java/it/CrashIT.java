package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.verify.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Eventually;
import testkit.Gateway;
import testkit.MortalGateway;
import testkit.WithItsOwnGateway;

/**
 * What was answered is kept, once; what was not answered is whole or absent; every answer is in the
 * log.
 */
@WithItsOwnGateway
class CrashIT {

  private static final int REQUESTS = 200;
  private static final int CLIENTS = 16;
  private static final int ANSWERED_BEFORE_THE_KILL = 80;
  private static final int KILLS = Gateway.longDrills() ? 20 : 1;
  private static final String SYSTEM = "https://crash.example/referrals";

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path copy;

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> answeredRequests = ConcurrentHashMap.newKeySet();

  @Test
  void killedInTheMiddleItLosesNothingThatItAnswered() throws Exception {
    try (var gateway = new MortalGateway("crash-" + UUID.randomUUID().toString().substring(0, 8))) {
      gateway.start();
      for (int kill = 0; kill < KILLS; kill++) {
        loadUntilKilled(gateway, kill);
        gateway.start();
        var hospital = new Hospital(gateway);
        for (var reference : sent) {
          hospital.findsItWholeOrNotAtAll(reference, acknowledged.get(reference));
        }
        assertEquals(Set.of(), notInTheLog(gateway));
        everyEntryIsInTheOneTree(gateway);
        for (var reference : sent) {
          acknowledged.merge(
              reference,
              hospital.submitAgain(reference),
              (before, again) -> same(before, again, reference));
        }
        sent.clear();
        acknowledged.clear();
        answeredRequests.clear();
      }
    }
  }

  private void loadUntilKilled(MortalGateway gateway, int round) throws Exception {
    var hospital = new Hospital(gateway);
    var enough = new CountDownLatch(ANSWERED_BEFORE_THE_KILL);
    var next = new AtomicInteger();
    var clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      clients.submit(
          () -> {
            for (var number = next.getAndIncrement();
                number < REQUESTS;
                number = next.getAndIncrement()) {
              var reference = round + "-" + number;
              sent.add(reference);
              acknowledged.put(reference, hospital.submit(reference));
              enough.countDown();
              hospital.read(acknowledged.get(reference));
            }
            return null;
          });
    }
    assertTrue(enough.await(120, TimeUnit.SECONDS), "the gateway answers");
    gateway.kill();
    clients.shutdown();
    assertTrue(clients.awaitTermination(60, TimeUnit.SECONDS), "every client noticed");
    assertTrue(
        acknowledged.size() >= ANSWERED_BEFORE_THE_KILL && sent.size() > acknowledged.size(),
        "killed in the middle");
  }

  private static String same(String before, String again, String reference) {
    assertEquals(before, again, reference);
    return again;
  }

  /** Said by the auditor's own copy, which has seen the log before every kill. */
  private void everyEntryIsInTheOneTree(MortalGateway gateway) throws Exception {
    Eventually.holds(SOON, "every entry has its place", () -> withoutPlace(gateway) == 0);
    var key = copy.resolve("log.vkey");
    var vkey =
        gateway
            .client("auditor")
            .send(
                HttpRequest.newBuilder(gateway.uri("/log/vkey")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Files.writeString(key, vkey);
    var verdict =
        Verdict.of(
            "changeit",
            "mirror",
            "--url",
            gateway.uri("/log"),
            "--dir",
            copy.resolve("log"),
            "--key",
            key,
            "--p12",
            gateway.pki("auditor.p12"),
            "--ca",
            gateway.pki("ca.pem"));
    assertTrue(verdict.proven(), verdict.said());
  }

  private static long withoutPlace(MortalGateway gateway) {
    try (var connection = DriverManager.getConnection(gateway.database(), "postgres", "");
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from ledger_entry e"
                        + " where not exists (select from ledger_position p where p.entry = e.id)")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException away) {
      throw new IllegalStateException(away);
    }
  }

  private Set<String> notInTheLog(MortalGateway gateway) throws Exception {
    var missing = new HashSet<>(answeredRequests);
    try (var connection = DriverManager.getConnection(gateway.database(), "postgres", "");
        var rows =
            connection
                .createStatement()
                .executeQuery("select entry::jsonb ->> 'requestId' from ledger_entry")) {
      while (rows.next()) {
        missing.remove(rows.getString(1));
      }
    }
    return missing;
  }

  /** A hospital's software, as simple as it can be. */
  private final class Hospital {

    private final MortalGateway gateway;
    private final HttpClient client;
    private final String token;

    Hospital(MortalGateway gateway) throws Exception {
      this.gateway = gateway;
      this.client = gateway.client("uz-voorbeeld");
      var form =
          "grant_type=client_credentials&purpose_of_use=FOLLOW_UP_OWN&subject_id=10000000001&subject_name=Proef"
              + "&subject_role=physician";
      var request =
          HttpRequest.newBuilder(gateway.uri("/oauth2/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      token =
          json(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body())
              .path("access_token")
              .asText();
    }

    String submit(String reference) throws Exception {
      var answer = send(post(reference), Set.of(201));
      return json(answer).path("id").asText();
    }

    /** The same once more: found again by its key or its reference, or stored now. */
    String submitAgain(String reference) throws Exception {
      var answer = send(post(reference), Set.of(200, 201));
      return json(answer).path("id").asText();
    }

    void read(String id) throws Exception {
      send(HttpRequest.newBuilder(gateway.uri("/api/referrals/" + id)), Set.of(200));
    }

    void findsItWholeOrNotAtAll(String reference, String acknowledgedId) throws Exception {
      var found =
          json(send(
                  HttpRequest.newBuilder(
                      gateway.uri("/api/referrals?identifier=" + identifier(reference))),
                  Set.of(200)))
              .path("items");
      if (acknowledgedId != null) {
        assertEquals(1, found.size(), "acknowledged and kept once: " + reference);
        assertEquals(acknowledgedId, found.get(0).path("id").asText());
      }
      assertTrue(found.size() <= 1, reference);
      if (found.isEmpty()) {
        return;
      }
      var id = found.get(0).path("id").asText();
      var whole =
          json(send(HttpRequest.newBuilder(gateway.uri("/api/referrals/" + id)), Set.of(200)));
      assertEquals(1, whole.path("children").size(), reference);
      assertEquals(1, whole.path("documents").size(), reference);
      var place = "/api/referrals/" + id + "/documents/" + whole.at("/documents/0/id").asText();
      var bytes = send(HttpRequest.newBuilder(gateway.uri(place)), Set.of(200));
      assertEquals(
          whole.at("/documents/0/sha256").asText(),
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      assertEquals(report(reference), new String(bytes, StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder post(String reference) {
      var body =
          """
          {"type": "REGULAR", "yourReference": {"system": "%s", "value": "%s"},
           "children": [{"key": "c1", "problem": "UNKNOWN", "familyName": "Proef", "address": {"postalCode": "2000"}}],
           "documents": [{"contentType": "text/plain", "data": "%s"}]}"""
              .formatted(
                  SYSTEM,
                  reference,
                  Base64.getEncoder()
                      .encodeToString(report(reference).getBytes(StandardCharsets.UTF_8)));
      var request =
          HttpRequest.newBuilder(gateway.uri("/api/referrals"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      return reference.endsWith("0")
          ? request.header("Idempotency-Key", "key-" + reference)
          : request;
    }

    private byte[] send(HttpRequest.Builder request, Set<Integer> expected) throws Exception {
      var requestId = UUID.randomUUID().toString();
      var answer =
          client.send(
              request
                  .header("Authorization", "Bearer " + token)
                  .header("X-Request-Id", requestId)
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertTrue(
          expected.contains(answer.statusCode()),
          () -> answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
      answeredRequests.add(requestId);
      return answer.body();
    }

    private static String report(String reference) {
      return ("report of " + reference + " ").repeat(500);
    }

    private static String identifier(String reference) {
      return java.net.URLEncoder.encode(SYSTEM + "|" + reference, StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] body) throws IOException {
      return Json.MAPPER.readTree(body);
    }
  }
}
