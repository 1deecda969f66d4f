package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** A partner's software at a {@link MortalGateway}, with its certificate and one token. */
public final class Visitor {

  /** The smallest report that there is. */
  public static final String SMALLEST =
      """
      {"type": "REGULAR",
       "children": [{"key": "c1", "problem": "UNKNOWN", "familyName": "Proef", "address": {"postalCode": "2000"}}],
       "documents": [{"contentType": "text/plain", "data": "UHJvZWY="}]}""";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MortalGateway gateway;
  private final HttpClient client;
  private final Optional<String> token;

  private Visitor(MortalGateway gateway, HttpClient client, Optional<String> token) {
    this.gateway = gateway;
    this.client = client;
    this.token = token;
  }

  /** With a certificate alone. */
  public static Visitor of(MortalGateway gateway, String partner) throws Exception {
    return new Visitor(gateway, gateway.client(partner), Optional.empty());
  }

  /** With a token too. */
  public static Visitor of(MortalGateway gateway, String partner, String purpose, String role)
      throws Exception {
    var client = gateway.client(partner);
    var form =
        "grant_type=client_credentials&subject_id=10000000001&subject_name=Proef&purpose_of_use="
            + purpose
            + "&subject_role="
            + role;
    var answer =
        client.send(
            HttpRequest.newBuilder(gateway.uri("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError("no token: " + answer.statusCode() + " " + answer.body());
    }
    return new Visitor(gateway, client, Optional.of(json(answer).path("access_token").asText()));
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(gateway.uri(path)));
  }

  public HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(gateway.uri(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
    return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends the smallest report; its id. */
  public String submit() throws IOException, InterruptedException {
    var answer = post("/api/referrals", "application/json", SMALLEST);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return json(answer).path("id").asText();
  }

  /** What the receipt of an answer promises, if it has one. */
  public static Optional<JsonNode> receipt(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Disclosure-Receipt")
        .map(jws -> read(new String(Base64.getUrlDecoder().decode(jws.split("\\.")[1]))));
  }

  public static JsonNode json(HttpResponse<String> answer) {
    return read(answer.body());
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException noJson) {
      throw new AssertionError(text, noJson);
    }
  }
}
