package testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.edge.ContractAnswers;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Requests of one partner with the same headers. Every answer is held against the contract, unless
 * a test asks for something that no contract covers.
 *
 * <p>Immutable: {@link #with} gives another one.
 */
public final class Requests {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Pattern UNFILLED = Pattern.compile("\\{\\d}");

  private final TestPartner partner;
  private final Map<String, String> headers;
  private final boolean contract;

  Requests(TestPartner partner) {
    this(partner, Map.of(), true);
  }

  private Requests(TestPartner partner, Map<String, String> headers, boolean contract) {
    this.partner = partner;
    this.headers = headers;
    this.contract = contract;
  }

  public TestPartner partner() {
    return partner;
  }

  public Requests with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Requests(partner, more, contract);
  }

  public Requests in(String language) {
    return with("Accept-Language", language);
  }

  /** The same, their answers not held against the contract. */
  public Requests beyondTheContract() {
    return new Requests(partner, headers, false);
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer post(String path, JsonNode body) {
    return post(path, body.toString());
  }

  public Answer post(String path, String json) {
    return post(path, json, "application/json");
  }

  public Answer post(String path, String body, String contentType) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), contentType);
  }

  public Answer post(String path, byte[] body, String contentType) {
    return with("Content-Type", contentType).send("POST", path, BodyPublishers.ofByteArray(body));
  }

  public Answer post(String path, BodyPublisher body, String contentType) {
    return with("Content-Type", contentType).send("POST", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Answer put(String path, String body, String contentType) {
    return with("Content-Type", contentType)
        .send("PUT", path, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  /** One exchange. */
  public Answer send(String method, String path, BodyPublisher body) {
    var request = HttpRequest.newBuilder(partner.uri(path)).method(method, body).timeout(LONGEST);
    headers.forEach(request::setHeader);
    try {
      var answered = partner.client().send(request.build(), BodyHandlers.ofByteArray());
      var answer = new Answer(answered.statusCode(), answered.headers(), answered.body());
      Emitted.keep(path, answer);
      if (contract) {
        check(method, path, answer);
      }
      return answer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static void check(String method, String path, Answer answer) {
    var wrong =
        ContractAnswers.check(
            method, path.split("\\?")[0], answer.status(), answer.contentType(), answer.json());
    assertEquals(
        List.of(),
        wrong,
        () -> method + " " + path + " answered " + answer.status() + ": " + answer.text());
    if (answer.status() >= 400) {
      assertFalse(UNFILLED.matcher(answer.text()).find(), () -> "unfilled place: " + answer.text());
    }
  }
}
