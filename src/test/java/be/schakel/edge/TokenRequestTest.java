package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.Professional;
import be.schakel.partner.Registration;
import be.schakel.partner.Registration.Status;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {

  private static final Registration CLIENT = Registered.hospital();
  private static final String PERSON =
      "&subject_id=71032209004&subject_name=Dr.+Proef+Persoon&subject_role=physician";
  private static final String GOOD = "grant_type=client_credentials&purpose_of_use=SUBMIT" + PERSON;

  @Test
  void withoutScopeEverythingRegisteredIsGranted() {
    var grant = grant(GOOD);
    assertEquals(CLIENT, grant.partner());
    assertEquals(CLIENT.scopes(), grant.scopes());
    assertEquals(Purpose.SUBMIT, grant.purpose());
    assertEquals(
        new Professional("71032209004", "Dr. Proef Persoon", "physician"), grant.professional());
  }

  @Test
  void aCombinedScopeMeansEachOfItsLetters() {
    assertEquals(
        Set.of("system/ServiceRequest.c", "system/ServiceRequest.r", "system/Task.r"),
        grant(GOOD + "&scope=system/ServiceRequest.cr+system/Task.r").scopes());
  }

  @Test
  void aNumberLosesItsPunctuationAndKeepsAWrongCheckDigit() {
    var form = GOOD.replace("71032209004", "15.23.15-001.55");
    assertEquals("15231500155", grant(form).professional().id());
  }

  @Test
  void unattendedWorkHasNoPerson() {
    var form = "grant_type=client_credentials&purpose_of_use=SUBMIT&subject_role=system";
    assertEquals(Professional.SYSTEM, grant(form).professional());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "purpose_of_use=SUBMIT -> MISSING_PARAMETER",
        "grant_type=password&purpose_of_use=SUBMIT -> GRANT_TYPE_UNSUPPORTED",
        "grant_type=client_credentials&client_id=vk-limburg -> CLIENT_MISMATCH",
        "grant_type=client_credentials&on_behalf_of=nobody -> BEHALF_NOT_REGISTERED",
        "grant_type=client_credentials -> ROLE_REQUIRED",
        "grant_type=client_credentials&subject_role=Physician -> ROLE_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=A&subject_id=abc"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=%00&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=A%E2%80%AEB&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=A%E2%81%A6B&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=%E3%85%A4&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=A%E1%85%9FB&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=A%E1%85%A0&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=%EF%BE%A0A&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=%E2%A0%80&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=%C2%A0A&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=nurse&subject_name=A%F3%A0%84%80&subject_id=71032209004"
            + " -> SUBJECT_REQUIRED",
        "grant_type=client_credentials&subject_role=system&subject_name=A -> SUBJECT_NOT_EXPECTED",
        "grant_type=client_credentials&subject_role=system -> PURPOSE_REQUIRED",
        "grant_type=client_credentials&subject_role=system&purpose_of_use= -> PURPOSE_REQUIRED",
        "grant_type=client_credentials&subject_role=system&purpose_of_use=SUBMIT+FOLLOW_UP_OWN"
            + " -> PURPOSE_UNKNOWN",
        "grant_type=client_credentials&subject_role=system&purpose_of_use=submit"
            + " -> PURPOSE_UNKNOWN",
        "grant_type=client_credentials&subject_role=system&purpose_of_use=AUDIT"
            + " -> PURPOSE_NOT_REGISTERED"
      })
  void theFirstRuleThatIsNotMetIsTold(String form, Code code) {
    assertEquals(code, refusal(form));
  }

  @ParameterizedTest
  @CsvSource({
    "system/Task.x, SCOPE_UNKNOWN",
    "user/Task.r, SCOPE_UNKNOWN",
    "openid, SCOPE_UNKNOWN",
    "system/Task.u, SCOPE_NOT_REGISTERED",
    "system/Task.r system/AuditEvent.r, SCOPE_NOT_REGISTERED"
  })
  void aScopeThatIsUnknownOrNotRegisteredIsRefused(String scope, Code code) {
    assertEquals(code, refusal(GOOD + "&scope=" + scope.replace(" ", "+")));
  }

  @Test
  @DisplayName("RFC 6749 3.2: no parameter more than once")
  void aParameterGivenTwiceIsRefused() {
    assertEquals(Code.DUPLICATE_PARAMETER, refusal(GOOD + "&scope=a&scope=a"));
    assertEquals(Code.PURPOSE_REQUIRED, refusal(GOOD + "&purpose_of_use=FOLLOW_UP_OWN"));
  }

  @Test
  @DisplayName("RFC 6749 3.2: unknown parameters are ignored, empty ones are absent")
  void unknownAndEmptyParametersAreIgnored() {
    assertEquals(CLIENT.scopes(), grant(GOOD + "&resource=x&scope=&client_id=").scopes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%zz"})
  void aBrokenFormIsRefused(String form) {
    assertEquals(Code.MALFORMED_BODY, refusal(form));
  }

  @Test
  void aRegisteredProcessorActsForAnother() {
    var other = Registered.processedBy("az-ander", CLIENT.code());
    var request = TokenRequest.parse(GOOD + "&on_behalf_of=az-ander");
    var grant = request.grant(CLIENT, Optional.empty(), code -> Optional.of(other));
    assertEquals("az-ander", grant.partner().code());
  }

  @Test
  void aProcessorDoesNotActForWhoIsSuspendedOrDidNotRegisterIt() {
    var suspended = Registered.partner("az-ander", Status.SUSPENDED, Set.of(CLIENT.code()));
    var stranger = Registered.processedBy("az-ander", "somebody-else");
    var request = TokenRequest.parse(GOOD + "&on_behalf_of=az-ander");
    for (var other : Set.of(suspended, stranger)) {
      var refused =
          assertThrows(
              SchakelProblem.class,
              () -> request.grant(CLIENT, Optional.empty(), code -> Optional.of(other)));
      assertEquals(Code.BEHALF_NOT_REGISTERED, refused.code());
    }
  }

  @Test
  void personalCertificateNamesItsPersonAndNobodyElse() {
    var person = Optional.of(new Professional("inspector-1", "Inspecteur Proef", "inspector"));
    var form = "grant_type=client_credentials&purpose_of_use=SUBMIT";
    for (var same : List.of("", "&subject_id=inspector-1", "&subject_role=inspector")) {
      var grant = TokenRequest.parse(form + same).grant(CLIENT, person, code -> Optional.empty());
      assertEquals(person.get(), grant.professional());
    }
    for (var other : List.of("&subject_id=inspector-2", "&subject_role=system")) {
      var request = TokenRequest.parse(form + other);
      var refused =
          assertThrows(
              SchakelProblem.class, () -> request.grant(CLIENT, person, code -> Optional.empty()));
      assertEquals(Code.SUBJECT_MISMATCH, refused.code());
    }
  }

  @Test
  void whatTheCallerSentIsNotRepeated() {
    var refused =
        assertThrows(SchakelProblem.class, () -> grant(GOOD + "&85073003328=a&85073003328=b"));
    assertTrue(refused.arguments().stream().noneMatch(text -> text.contains("85073003328")));
  }

  private static TokenRequest.Grant grant(String form) {
    return TokenRequest.parse(form).grant(CLIENT, Optional.empty(), code -> Optional.empty());
  }

  private static Code refusal(String form) {
    return assertThrows(SchakelProblem.class, () -> grant(form)).code();
  }
}
