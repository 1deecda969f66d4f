package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.Kind;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeHasAnAnswerOnEveryFaceWithItsStatus(Code code) {
    if (code.isWarning()) {
      return;
    }
    var problem = SchakelProblem.of(code);
    for (var face : Face.values()) {
      for (var language : Language.values()) {
        var answer = Answer.of(problem, face, language, TRACE);
        assertTrue(json(answer).isObject(), face + " " + language);
        if (face != Face.OAUTH) {
          assertEquals(code.kind().status(), answer.status());
          assertTrue(json(answer).toString().contains(TRACE));
          assertTrue(json(answer).toString().contains("\"" + code + "\""));
        }
      }
    }
  }

  @Test
  void theFhirFaceTellsTheSameCodeInItsOwnWay() {
    var problem =
        SchakelProblem.of(
            List.of(
                new Issue("Bundle.entry[0].resource.status", Code.UNKNOWN_CODE, "draft"),
                new Issue("/entry/1/resource/name~1x", Code.UNKNOWN_PROPERTY)));
    var answer = Answer.of(problem, Face.FHIR, Language.EN, TRACE);
    var outcome = json(answer);
    assertEquals("application/fhir+json", answer.mediaType());
    assertEquals(422, answer.status());
    assertEquals("OperationOutcome", outcome.path("resourceType").asText());
    assertEquals("UNKNOWN_CODE", outcome.at("/issue/0/details/coding/0/code").asText());
    assertEquals("code-invalid", outcome.at("/issue/0/code").asText());
    assertEquals("Bundle.entry[0].resource.status", outcome.at("/issue/0/expression/0").asText());
    assertEquals("entry[1].resource.name/x", outcome.at("/issue/1/expression/0").asText());
    assertTrue(outcome.at("/issue/0/diagnostics").asText().contains(TRACE));
  }

  @Test
  void whatAProblemSaysBesidesIsOnBothFaces() {
    var problem = SchakelProblem.of(Code.MOVE_NOT_POSSIBLE).with("possible", List.of("TAKEN_UP"));
    var api = json(Answer.of(problem, Face.API, Language.NL, TRACE));
    var fhir = json(Answer.of(problem, Face.FHIR, Language.NL, TRACE));
    assertEquals("TAKEN_UP", api.at("/possible/0").asText());
    assertTrue(fhir.at("/issue/0/diagnostics").asText().contains("possible=[TAKEN_UP]"));
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT_TYPE_UNSUPPORTED, unsupported_grant_type, 400",
    "PURPOSE_REQUIRED, invalid_request, 400",
    "PURPOSE_NOT_REGISTERED, invalid_scope, 400",
    "SCOPE_UNKNOWN, invalid_scope, 400",
    "BEHALF_NOT_REGISTERED, unauthorized_client, 400",
    "CLIENT_MISMATCH, invalid_client, 401",
    "PARTNER_SUSPENDED, invalid_client, 401",
    "CERTIFICATE_NOT_REGISTERED, invalid_client, 401"
  })
  @DisplayName("RFC 6749 5.2: the token endpoint has words of its own")
  void theTokenEndpointSpeaksItsProtocol(Code code, String error, int status) {
    var answer = Answer.of(SchakelProblem.of(code), Face.OAUTH, Language.FR, TRACE);
    assertEquals("application/json", answer.mediaType());
    assertEquals(error, json(answer).path("error").asText());
    assertEquals(status, answer.status());
    assertEquals(status == 401, answer.headers().containsKey("WWW-Authenticate"));
    var description = json(answer).path("error_description").asText();
    assertTrue(description.matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"), description);
  }

  @Test
  void anOverloadedTokenEndpointIsAProblemLikeAnyOther() {
    var problem = SchakelProblem.of(Code.TOO_MANY_REQUESTS, "2").retryAfter(Duration.ofSeconds(2));
    var answer = Answer.of(problem, Face.OAUTH, Language.NL, TRACE);
    assertEquals("application/problem+json", answer.mediaType());
    assertEquals("2", answer.headers().get("Retry-After"));
  }

  @Test
  @DisplayName("RFC 6750 3.1: only who brought a token is told what is wrong with it")
  void theChallengeSaysWhatIsWrongWithAToken() {
    assertEquals("Bearer realm=\"schakel\"", challenge(Code.TOKEN_MISSING));
    assertEquals("Bearer realm=\"schakel\"", challenge(Code.CERTIFICATE_REVOKED));
    assertTrue(challenge(Code.TOKEN_EXPIRED).contains("error=\"invalid_token\""));
    var scope = SchakelProblem.of(Code.INSUFFICIENT_SCOPE, "system/Task.u");
    var answer = Answer.of(scope, Face.API, Language.NL, TRACE);
    assertEquals(403, answer.status());
    assertEquals(
        "Bearer realm=\"schakel\", error=\"insufficient_scope\", scope=\"system/Task.u\"",
        answer.headers().get("WWW-Authenticate"));
  }

  @Test
  void aMethodThatIsNotThereSaysWhichAre() {
    var problem = SchakelProblem.of(Code.METHOD_NOT_ALLOWED, "GET, HEAD");
    var answer = Answer.of(problem, Face.API, Language.NL, TRACE);
    assertEquals("GET, HEAD", answer.headers().get("Allow"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindHasAnIssueType(Kind kind) {
    for (var code : Code.values()) {
      if (code.kind() == kind) {
        assertFalse(FhirIssue.type(code).isEmpty());
      }
    }
  }

  private static String challenge(Code code) {
    return Answer.of(SchakelProblem.of(code), Face.API, Language.NL, TRACE)
        .headers()
        .get("WWW-Authenticate");
  }

  private static JsonNode json(Answer answer) {
    return Json.MAPPER.valueToTree(answer.body());
  }
}
