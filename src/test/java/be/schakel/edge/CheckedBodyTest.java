package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ReferralStatus;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckedBodyTest {

  @SchemaName("ReferralSearch")
  record Search(
      Optional<String> childInsz,
      List<ReferralStatus> status,
      Optional<OffsetDateTime> updatedSince,
      Optional<Integer> limit) {}

  @SchemaName("StatusMove")
  record Mistaken(ReferralStatus status, int reason) {}

  private final CheckedBody reader = new CheckedBody();

  @Test
  void aGoodBodyBecomesItsRecord() throws IOException {
    var search =
        read(
            Search.class,
            "{\"childInsz\":\"15231500154\",\"status\":[\"TAKEN_UP\"],"
                + "\"updatedSince\":\"2026-11-21T10:00:00+01:00\"}");
    assertEquals(
        new Search(
            Optional.of("15231500154"),
            List.of(ReferralStatus.TAKEN_UP),
            Optional.of(OffsetDateTime.parse("2026-11-21T10:00:00+01:00")),
            Optional.empty()),
        search);
  }

  @Test
  void whatABodyDoesNotNameIsEmptyAndNeverNull() throws IOException {
    assertEquals(
        new Search(Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
        read(Search.class, "{}"));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceInOrder() {
    var problem =
        refusal(
            Search.class,
            "{\"limit\":0,\"childInsz\":\"\\u0000\",\"a\":1,\"status\":[\"X\",\"\\ud800\"]}");
    assertEquals(Code.INVALID_CONTENT, problem.code());
    assertEquals(
        List.of("/a", "/childInsz", "/limit", "/status/0", "/status/1", "/status/1"),
        problem.issues().stream().map(Issue::pointer).toList());
  }

  @Test
  void aSizeThatIsAnnouncedTooLargeIsRefusedUnread() {
    var headers = new MultivaluedHashMap<String, String>();
    headers.add("Content-Length", "10485761");
    var unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read");
          }
        };
    var problem =
        assertThrows(
            SchakelProblem.class,
            () -> reader.readFrom(any(Search.class), null, null, null, headers, unread));
    assertEquals(Code.BODY_TOO_LARGE, problem.code());
  }

  @Test
  void onlyRecordsThatNameASchemaAreRead() {
    var none = new Annotation[0];
    assertTrue(
        reader.isReadable(Search.class, Search.class, none, MediaType.APPLICATION_JSON_TYPE));
    assertFalse(
        reader.isReadable(String.class, String.class, none, MediaType.APPLICATION_JSON_TYPE));
  }

  @Test
  void aRecordThatDisagreesWithItsSchemaQuotesNothing() {
    var mistake =
        assertThrows(
            IllegalStateException.class,
            () -> read(Mistaken.class, "{\"status\":\"TAKEN_UP\",\"reason\":\"Noor Geheim\"}"));
    assertNull(mistake.getCause());
    assertFalse(mistake.getMessage().contains("Geheim"));
    assertTrue(mistake.getMessage().contains("reason"));
  }

  private SchakelProblem refusal(Class<?> type, String json) {
    return assertThrows(SchakelProblem.class, () -> read(type, json));
  }

  private Object read(Class<?> type, String json) throws IOException {
    return reader.readFrom(
        any(type),
        type,
        new Annotation[0],
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> any(Class<?> type) {
    return (Class<Object>) type;
  }
}
