package testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the gateway answered. */
public record Answer(int status, HttpHeaders headers, byte[] body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Itself, if the status is as expected. */
  public Answer expect(int expected) {
    if (status != expected) {
      fail("status " + status + ", not " + expected + ": " + text());
    }
    return this;
  }

  /** Itself, if it is this problem. */
  public Answer expectProblem(int expected, String code) {
    expect(expected);
    assertEquals(code, json().path("code").asText(), this::text);
    return this;
  }

  /** Itself, if among its errors is this one. */
  public Answer expectError(String pointer, String code) {
    var errors = errors();
    if (!errors.contains(pointer + " " + code)) {
      fail("no " + code + " at '" + pointer + "' in " + errors);
    }
    return this;
  }

  /** Pointer and code of each error. */
  public List<String> errors() {
    return told("errors");
  }

  /** Pointer and code of each warning. */
  public List<String> warnings() {
    return told("warnings");
  }

  private List<String> told(String name) {
    return stream(json().path(name))
        .map(each -> each.path("pointer").asText() + " " + each.path("code").asText())
        .toList();
  }

  public static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The body, or a missing node where it is no JSON. */
  public JsonNode json() {
    if (body.length == 0 || !contentType().matches("application/([a-z]+\\+)?json.*")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (IOException aDocumentThatIsNone) {
      return MissingNode.getInstance();
    }
  }

  /** The value at a JSON pointer, as text; empty when absent. */
  public String at(String pointer) {
    return json().at(pointer).asText();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public String contentType() {
    return header("Content-Type").orElse("");
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }
}
