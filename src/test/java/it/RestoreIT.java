package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import testkit.AgainstTheGateway;
import testkit.Gateway;
import testkit.MortalGateway;

/** A backup that is put back gives no access back. */
@AgainstTheGateway
@EnabledIf("longDrills")
class RestoreIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MortalGateway gateway;

  RestoreIT() throws Exception {
    gateway = new MortalGateway("restore-" + UUID.randomUUID().toString().substring(0, 8));
  }

  static boolean longDrills() {
    return Gateway.longDrills();
  }

  @Test
  void withdrawnConsentPermitsNothingAfterABackupFromBeforeWasPutBack() throws Exception {
    try (gateway) {
      gateway.start();
      var withdrawn = submit();
      var kept = submit();
      assertEquals(200, readByConsent(withdrawn).statusCode());
      gateway.close();
      gateway.backUp();

      gateway.start();
      withdraw(withdrawn);
      assertEquals(404, readByConsent(withdrawn).statusCode());
      gateway.close();

      gateway.restore();
      gateway.start();
      assertEquals(404, readByConsent(withdrawn).statusCode(), "the journal knows it");
      assertEquals(200, readByConsent(kept).statusCode(), "and knows of no other");
      assertEquals("REWOUND", health("log").at("/data/notSigned").asText());
      gateway.close();

      gateway.restore();
      Files.delete(gateway.home().resolve("journal/restrictions.ndjson"));
      gateway.start();
      assertFalse(readByConsent(withdrawn).statusCode() == 200, "nobody knows");
      assertFalse(readByConsent(kept).statusCode() == 200, "so nothing is relied on");
      assertTrue(health("restored").at("/data/closed").asBoolean());
      reopen();
      assertEquals(200, readByConsent(kept).statusCode());
    }
  }

  private String submit() throws Exception {
    var body =
        """
        {"type": "REGULAR",
         "children": [{"key": "c1", "problem": "UNKNOWN", "familyName": "Proef", "birthDate": "2015-03-15",
           "noInszReason": "NOT_KNOWN", "address": {"postalCode": "2000"}}],
         "persons": [{"key": "p1", "role": "MOTHER", "authority": "HOLDS", "of": ["c1"]}],
         "consents": [{"child": "c1", "givers": ["c1", "p1"], "grantee": "az-tweede", "categories": ["MEDICAL"],
           "purposes": ["CARE_COORDINATION"], "method": "WRITTEN", "language": "nl"}],
         "documents": [{"contentType": "text/plain", "data": "%s"}]}"""
            .formatted(
                Base64.getEncoder().encodeToString("Proef".getBytes(StandardCharsets.UTF_8)));
    var answer = send("uz-voorbeeld", "FOLLOW_UP_OWN", "physician", "POST", "/api/referrals", body);
    assertEquals(201, answer.statusCode(), answer.body());
    return json(answer).path("id").asText();
  }

  private HttpResponse<String> readByConsent(String id) throws Exception {
    return send("az-tweede", "CARE_COORDINATION", "physician", "GET", "/api/referrals/" + id, null);
  }

  private void withdraw(String id) throws Exception {
    var own =
        json(
            send(
                "vk-antwerpen",
                "CASE_MANAGEMENT",
                "social-worker",
                "GET",
                "/api/referrals/" + id,
                null));
    var place = "/api/consents/" + own.at("/consents/0/id").asText() + "/withdrawal";
    var answer =
        send(
            "vk-antwerpen",
            "CASE_MANAGEMENT",
            "social-worker",
            "POST",
            place,
            "{\"giver\": \"p1\", \"channel\": \"PHONE\"}");
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private void reopen() throws Exception {
    var answer =
        send(
            "dpo",
            "AUDIT",
            "dpo",
            "POST",
            "/api/reopenings",
            "{\"reason\": \"Every withdrawal since the backup was entered again by hand.\"}");
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private JsonNode health(String check) throws Exception {
    var answer = send("dpo", "AUDIT", "dpo", "GET", "/health/ready", null);
    for (var each : json(answer).path("checks")) {
      if (each.path("name").asText().equals(check)) {
        return each;
      }
    }
    throw new AssertionError("no check " + check + " in " + answer.body());
  }

  private HttpResponse<String> send(
      String partner, String purpose, String role, String method, String path, String body)
      throws Exception {
    var client = gateway.client(partner);
    var form =
        "grant_type=client_credentials&subject_id=10000000001&subject_name=Proef&purpose_of_use="
            + purpose
            + "&subject_role="
            + role;
    var token =
        client.send(
            HttpRequest.newBuilder(gateway.uri("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    var request =
        HttpRequest.newBuilder(gateway.uri(path))
            .header("Authorization", "Bearer " + json(token).path("access_token").asText())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }
}
