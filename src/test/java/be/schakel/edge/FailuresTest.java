package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

  private static final Face.Speech JSON = Face.Speech.JSON;

  @Test
  void aProblemIsFoundWhereverItIsWrappedUp() {
    var problem = SchakelProblem.of(Code.NOT_FOUND);
    var wrapped = new IllegalStateException(new RuntimeException(problem));
    assertEquals(Code.NOT_FOUND, Failures.problem(wrapped, JSON).code());
  }

  @ParameterizedTest
  @CsvSource({
    "08001, STORAGE_UNAVAILABLE",
    "08006, STORAGE_UNAVAILABLE",
    "57P01, STORAGE_UNAVAILABLE",
    "53300, STORAGE_UNAVAILABLE",
    "40001, STORAGE_UNAVAILABLE",
    "25006, STORAGE_UNAVAILABLE",
    "23505, INTERNAL",
    "42601, INTERNAL"
  })
  void aDatabaseThatIsAwayPassesByItself(String state, Code code) {
    var failure = new RuntimeException(new SQLException("secret", state));
    var problem = Failures.problem(failure, JSON);
    assertEquals(code, problem.code());
    assertEquals(code == Code.STORAGE_UNAVAILABLE, problem.retryAfter().isPresent());
  }

  @Test
  void aPoolThatHasNoConnectionPassesByItself() {
    var failure = new RuntimeException(new SQLTransientConnectionException("secret"));
    assertEquals(Code.STORAGE_UNAVAILABLE, Failures.problem(failure, JSON).code());
  }

  @Test
  void anythingElseIsOurFaultAndSaysNothing() {
    var problem = Failures.problem(new IllegalArgumentException("Noor Proef"), JSON);
    assertEquals(Code.INTERNAL, problem.code());
    assertEquals("INTERNAL", problem.getMessage());
    assertTrue(problem.arguments().isEmpty());
  }

  @Test
  void anAddressThatDoesNotParseIsTheCallersFault() {
    var failure = new IllegalArgumentException(new URISyntaxException("%zz", "bad escape"));
    assertEquals(Code.MALFORMED_REQUEST, Failures.problem(failure, JSON).code());
  }

  @ParameterizedTest
  @CsvSource({
    "400, MALFORMED_REQUEST",
    "404, NOT_FOUND",
    "405, METHOD_NOT_ALLOWED",
    "406, NOT_ACCEPTABLE",
    "413, BODY_TOO_LARGE",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "418, MALFORMED_REQUEST",
    "500, INTERNAL",
    "503, STORAGE_UNAVAILABLE"
  })
  void aBareStatusIsAProblemToo(int status, Code code) {
    assertEquals(code, Failures.status(status, JSON, null).code());
  }

  @Test
  void aChainThatBitesItsTailEnds() {
    var one = new RuntimeException("one");
    var other = new RuntimeException("other", one);
    one.initCause(other);
    assertEquals(Code.INTERNAL, Failures.problem(one, JSON).code());
  }
}
