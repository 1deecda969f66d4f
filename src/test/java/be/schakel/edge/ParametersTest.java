package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ReferralStatus;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  private static final String ID = "0199a7c4-3b1e-7c0a-9d53-5f1f6d3a2b10";

  private final Parameters parameters = new Parameters();

  @Test
  void anIdIsRead() {
    assertEquals(UUID.fromString(ID), read(UUID.class, ID, path()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0199a7c4", "'; drop table referral", "1-1-1-1-1"})
  void anIdThatIsNoneIsAsUnknownAsAnyOther(String text) {
    assertEquals(Code.NOT_FOUND, refusal(UUID.class, text, path()).code());
  }

  @Test
  void inAQueryItIsAMistake() {
    assertEquals(Code.INVALID_PARAMETER, refusal(UUID.class, "1", query("referral")).code());
  }

  @Test
  void anUnknownCodeIsToldTheKnownOnes() {
    assertEquals(ReferralStatus.RECEIVED, read(ReferralStatus.class, "RECEIVED", query("status")));
    var refused = refusal(ReferralStatus.class, "received", query("status"));
    assertEquals(Code.INVALID_PARAMETER, refused.code());
    assertEquals("status", refused.arguments().get(0));
    assertEquals(true, refused.arguments().get(1).contains("TAKEN_UP"));
  }

  @Test
  void aTimeHasAnOffset() {
    assertEquals(
        Instant.parse("2026-11-21T09:00:00Z"),
        read(Instant.class, "2026-11-21T10:00:00+01:00", query("from")));
    assertEquals(
        Instant.parse("2026-11-21T09:00:00Z"),
        read(Instant.class, "2026-11-21T10:00:00 01:00", query("from")));
    for (var text :
        List.of(
            "2026-11-21",
            "2026-11-21T10:00:00",
            "yesterday",
            "+300000-01-01T00:00:00Z",
            "-4800-01-01T00:00:00Z")) {
      assertEquals(Code.INVALID_PARAMETER, refusal(Instant.class, text, query("from")).code());
    }
  }

  @Test
  void aNumberIsANumber() {
    assertEquals(20, read(Integer.class, "20", query("limit")));
    assertEquals(
        Code.INVALID_PARAMETER, refusal(Integer.class, "99999999999", query("limit")).code());
  }

  @Test
  void whatStandsThereIsNeverRepeated() {
    var refused = refusal(Integer.class, "85073003328x", query("limit"));
    assertEquals(false, refused.arguments().toString().contains("85073003328"));
  }

  @Test
  void otherTypesAreNotItsBusiness() {
    assertNull(parameters.getConverter(String.class, String.class, query("x")));
  }

  private <T> T read(Class<T> type, String text, Annotation[] annotations) {
    return parameters.getConverter(type, type, annotations).fromString(text);
  }

  private <T> SchakelProblem refusal(Class<T> type, String text, Annotation[] annotations) {
    return assertThrows(SchakelProblem.class, () -> read(type, text, annotations));
  }

  private static Annotation[] path() {
    return annotations("path");
  }

  private static Annotation[] query(String name) {
    return annotations(name);
  }

  private static Annotation[] annotations(String name) {
    try {
      var method =
          Sample.class.getDeclaredMethod(
              "sample", UUID.class, UUID.class, String.class, String.class, String.class);
      return switch (name) {
        case "path" -> method.getParameterAnnotations()[0];
        case "referral" -> method.getParameterAnnotations()[1];
        case "status" -> method.getParameterAnnotations()[2];
        case "from" -> method.getParameterAnnotations()[3];
        default -> method.getParameterAnnotations()[4];
      };
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class Sample {
    void sample(
        @PathParam("id") UUID id,
        @QueryParam("referral") UUID referral,
        @QueryParam("status") String status,
        @QueryParam("from") String from,
        @QueryParam("limit") String limit) {}
  }
}
