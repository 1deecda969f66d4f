package be.schakel.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 9457: problems")
class ProblemBodyTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void aProblemIsWrittenAsTheContractShowsIt() throws Exception {
    var problem =
        SchakelProblem.of(
            List.of(new Issue("/children/0/gender", Code.UNKNOWN_CODE, "MALE, FEMALE")));
    assertEquals(
        """
        {
          "type" : "https://schakel.example/problems/unknown-code",
          "title" : "Unknown code",
          "status" : 422,
          "detail" : "This code does not exist. Use one of: MALE, FEMALE.",
          "code" : "UNKNOWN_CODE",
          "traceId" : "4bf92f3577b34da6a3ce929d0e0e4736",
          "errors" : [ {
            "pointer" : "/children/0/gender",
            "code" : "UNKNOWN_CODE",
            "text" : "This code does not exist. Use one of: MALE, FEMALE."
          } ]
        }\
        """,
        json(ProblemBody.of(problem, Language.EN, TRACE)));
  }

  @Test
  void extensionsStandBesideTheOthers() throws Exception {
    var problem =
        SchakelProblem.of(Code.MOVE_NOT_POSSIBLE, "RECEIVED", "CLOSED", "TAKEN_UP")
            .with("possible", List.of("TAKEN_UP"));
    assertEquals(
        """
        {
          "type" : "https://schakel.example/problems/move-not-possible",
          "title" : "Deze overgang kan niet",
          "status" : 409,
          "detail" : "Van RECEIVED naar CLOSED bestaat geen overgang. Mogelijk is nu: TAKEN_UP.",
          "code" : "MOVE_NOT_POSSIBLE",
          "traceId" : "4bf92f3577b34da6a3ce929d0e0e4736",
          "possible" : [ "TAKEN_UP" ]
        }\
        """,
        json(ProblemBody.of(problem, Language.NL, TRACE)));
  }

  @Test
  void severalErrorsOfOneCodeKeepItAndPointToTheirPlaces() {
    var body =
        ProblemBody.of(
            SchakelProblem.of(
                List.of(
                    new Issue("/type", Code.UNKNOWN_CODE, "REGULAR"),
                    new Issue("/children/0/gender", Code.UNKNOWN_CODE, "MALE"))),
            Language.EN,
            TRACE);
    assertEquals(Code.UNKNOWN_CODE, body.code());
    assertEquals(Texts.detail(Code.INVALID_CONTENT, List.of(), Language.EN), body.detail());
    assertEquals(2, body.errors().size());
  }

  @Test
  void errorsOfDifferentCodesAreInvalidContent() {
    var problem =
        SchakelProblem.of(
            List.of(
                new Issue("/type", Code.MISSING),
                new Issue("/children/0/gender", Code.WRONG_TYPE)));
    assertEquals(Code.INVALID_CONTENT, problem.code());
  }

  @Test
  void aWarningRefusesNothing() {
    var warning = new Issue("/facts", Code.MISSING_FACTS);
    assertThrows(IllegalArgumentException.class, () -> SchakelProblem.of(Code.MISSING_FACTS));
    assertThrows(IllegalArgumentException.class, () -> SchakelProblem.of(List.of(warning)));
    var problem = SchakelProblem.of(List.of(warning, new Issue("/type", Code.MISSING)));
    assertEquals(Code.MISSING, problem.code());
    assertEquals(1, problem.issues().size());
  }

  @Test
  void anExtensionCannotPassForAStandardMember() {
    var problem = SchakelProblem.of(Code.NOT_FOUND);
    assertThrows(IllegalArgumentException.class, () -> problem.with("status", 200));
  }

  @Test
  void aProblemKeepsWhatItIsGivenAlongTheWay() {
    var cause = new IllegalStateException();
    var problem =
        SchakelProblem.of(Code.TOO_MANY_REQUESTS, "7")
            .retryAfter(Duration.ofSeconds(7))
            .with("limit", 100)
            .causedBy(cause);
    assertEquals(Optional.of(Duration.ofSeconds(7)), problem.retryAfter());
    assertEquals(List.of("7"), problem.arguments());
    assertEquals(100, problem.extensions().get("limit"));
    assertEquals(cause, problem.getCause());
  }

  private String json(ProblemBody body) throws Exception {
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(body);
  }
}
