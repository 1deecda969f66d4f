package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import testkit.AgainstTheGateway;
import testkit.Eventually;
import testkit.Gateway;
import testkit.MortalGateway;
import testkit.PartnerEndpoint;
import testkit.PartnerEndpoint.Mood;

/** Whatever dies, what happened is told: in its order, under the same id when it comes twice. */
@EnabledIfSystemProperty(named = "schakel.long", matches = "true")
@AgainstTheGateway
class NoticeCrashIT {

  private static final int KILLS = Gateway.longDrills() ? 20 : 2;
  private static final int REPORTS = 3;
  private static final int LANES = 8;
  private static final int EACH = 12;
  private static final Duration IN_TIME = Duration.ofSeconds(180);
  private static final String CENTRE = "vk-antwerpen";

  private static String word(String kind) {
    return kind + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static void register(MortalGateway gateway, PartnerEndpoint endpoint) throws Exception {
    var file = gateway.home().resolve("partners.json");
    var registry = Json.MAPPER.readTree(Files.readString(file));
    for (var partner : registry.path("partners")) {
      if (partner.path("code").asText().equals(CENTRE)) {
        ((ObjectNode) partner)
            .putArray("endpoints")
            .addObject()
            .put("use", "events")
            .put("url", endpoint.url())
            .put("authority", Files.readString(gateway.pki("ca.pem")));
      }
    }
    Files.writeString(file, registry.toPrettyString());
  }

  private static HttpResponse<String> post(
      MortalGateway gateway, HttpClient client, String token, String path, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(gateway.uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String token(MortalGateway gateway, HttpClient client, String purpose)
      throws Exception {
    var form =
        "grant_type=client_credentials&subject_role=system&purpose_of_use="
            + URLEncoder.encode(purpose, StandardCharsets.UTF_8);
    var answer =
        client.send(
            HttpRequest.newBuilder(gateway.uri("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return Json.MAPPER.readTree(answer.body()).path("access_token").asText();
  }

  private static void subscribe(MortalGateway gateway, PartnerEndpoint endpoint) throws Exception {
    var client = gateway.client(CENTRE);
    var made =
        post(
            gateway,
            client,
            token(gateway, client, "FOLLOW_UP_OWN"),
            "/api/subscriptions",
            "{\"endpoint\": \"" + endpoint.url() + "\"}");
    assertEquals(201, made.statusCode(), made.body());
  }

  private static void report(MortalGateway gateway) throws Exception {
    var client = gateway.client("uz-voorbeeld");
    var token = token(gateway, client, "SUBMIT");
    for (int i = 0; i < REPORTS; i++) {
      var sent =
          post(
              gateway,
              client,
              token,
              "/api/referrals",
              """
              {"type": "REGULAR", "children": [{"key": "c1", "problem": "UNKNOWN", "familyName": "Proef",
                "address": {"postalCode": "2000"}}]}""");
      assertEquals(201, sent.statusCode(), sent.body());
    }
  }

  private static Set<String> happened(MortalGateway gateway) {
    var ids = new HashSet<String>();
    try (var connection = DriverManager.getConnection(gateway.database(), "postgres", "");
        var rows =
            connection
                .createStatement()
                .executeQuery("select id from outbox_event where recipient = '" + CENTRE + "'")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    } catch (java.sql.SQLException away) {
      throw new IllegalStateException(away);
    }
  }

  private static Set<String> arrived(PartnerEndpoint endpoint) {
    return endpoint.received().stream()
        .map(PartnerEndpoint.Received::event)
        .collect(Collectors.toSet());
  }

  @Test
  void killedBetweenCommitAndDeliveryItTellsEverything() throws Exception {
    try (var gateway = new MortalGateway(word("told"));
        var endpoint = PartnerEndpoint.open(gateway.home().resolve("pki"))) {
      register(gateway, endpoint);
      gateway.start();
      subscribe(gateway, endpoint);
      for (int kill = 0; kill < KILLS; kill++) {
        // Committed and answered; nobody has been told yet, or not heard that it was
        endpoint.is(Mood.HANGS);
        report(gateway);
        gateway.kill();
        endpoint.is(Mood.WELL);
        gateway.start();
      }
      var all = happened(gateway);
      assertEquals(KILLS * REPORTS, all.size());
      Eventually.holds(IN_TIME, "everything is told", () -> arrived(endpoint).equals(all));
      var bodies = new HashMap<String, String>();
      for (var got : endpoint.received()) {
        assertEquals(got.event(), got.at("/id"));
        var body = new String(got.body(), StandardCharsets.UTF_8);
        assertEquals(body, bodies.getOrDefault(got.event(), body), "the same when it comes twice");
        bodies.put(got.event(), body);
      }
    }
  }

  @Test
  void ofTwoNodesEitherMayDieAndTheOrderStays() throws Exception {
    try (var one = new MortalGateway(word("one"))) {
      try (var endpoint = PartnerEndpoint.open(one.home().resolve("pki"))) {
        register(one, endpoint);
        one.start();
        try (var other = MortalGateway.beside(word("other"), one)) {
          other.start();
          subscribe(one, endpoint);
          var told = new HashMap<String, List<String>>();
          var lanes = new ArrayList<UUID>();
          for (int i = 0; i < LANES; i++) {
            lanes.add(Uuid7.at(Instant.now()));
          }
          happen(one, lanes, told);
          other.kill();
          happen(one, lanes, told);
          other.start();
          happen(one, lanes, told);
          one.kill();
          happen(one, lanes, told);

          Eventually.holds(
              IN_TIME, "everything is told", () -> arrived(endpoint).size() == LANES * EACH * 4);
          told.forEach(
              (report, events) -> assertEquals(events, first(endpoint, report), "in their order"));
          var twice = endpoint.received().size() - LANES * EACH * 4;
          assertTrue(twice >= 0, "at least once");
        }
        one.start();
      }
    }
  }

  private static List<String> first(PartnerEndpoint endpoint, String report) {
    return List.copyOf(
        endpoint.about(report).stream()
            .map(PartnerEndpoint.Received::event)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private static void happen(
      MortalGateway gateway, List<UUID> lanes, Map<String, List<String>> told) throws Exception {
    try (var connection = DriverManager.getConnection(gateway.database(), "postgres", "");
        var insert =
            connection.prepareStatement(
                "insert into outbox_event (id, recorded_at, kind, recipient, referral)"
                    + " values (?, now(), 'STATUS_CHANGED', ?, ?)")) {
      for (int i = 0; i < EACH; i++) {
        for (var lane : lanes) {
          var id = Uuid7.at(Instant.now());
          insert.setObject(1, id);
          insert.setString(2, CENTRE);
          insert.setObject(3, lane);
          insert.execute();
          told.computeIfAbsent(lane.toString(), none -> new ArrayList<>()).add(id.toString());
        }
      }
    }
  }
}
