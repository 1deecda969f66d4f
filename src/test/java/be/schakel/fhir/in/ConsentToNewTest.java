package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Consent that comes by itself: everything in it is stored, or it is refused. */
class ConsentToNewTest {

  private static final String CHILD = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00";
  private static final String OLD = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b01";

  private static final String WHOLE =
      """
      {'resourceType': 'Consent', 'meta': {'profile': ['https://example.org/x']}, 'status': 'active',
       'scope': {'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/consentscope', 'code': 'patient-privacy'}]},
       'category': [{'coding': [{'system': 'http://loinc.org', 'code': '59284-0'}]}],
       'patient': {'reference': 'Patient/%s'}, 'dateTime': '2026-11-21',
       'performer': [{'reference': 'Patient/%s'}],
       'extension': [
         {'url': '%sconsent-interpreter', 'valueBoolean': true},
         {'url': '%sconsent-informed', 'valueString': 'wie mag lezen'},
         {'url': '%sconsent-replaces', 'valueReference': {'reference': 'Consent/%s'}}],
       'policy': [{'uri': 'https://example.org/policy'}],
       'sourceAttachment': {'title': 'Consent'},
       'provision': {'type': 'permit', 'period': {'start': '2026-11-21', 'end': '2027-03-01'},
         'actor': [{'role': {'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'code': 'IRCP'}]},
           'reference': {'identifier': {'system': '%s', 'value': 'az'}}}],
         'securityLabel': [{'system': '%s', 'code': 'SAFETY_PLAN'}],
         'purpose': [{'system': '%s', 'code': 'CARE_COORDINATION'}]}}"""
          .formatted(
              CHILD,
              CHILD,
              Systems.EXTENSION,
              Systems.EXTENSION,
              Systems.EXTENSION,
              OLD,
              Systems.PARTNER,
              Systems.list("data-category"),
              Systems.list("purpose"));

  private static ConsentToNew parse(String quoted) throws IOException {
    var bytes = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ConsentToNew.parse(new ByteArrayInputStream(bytes));
  }

  @Test
  void exampleOfTheGuideIsTaken() throws IOException {
    try (var in = getClass().getResourceAsStream("/fhir/examples/given-consent.json")) {
      assertEquals(List.of(UUID.fromString(OLD)), ConsentToNew.parse(in).consent().replaces());
    }
  }

  @Test
  void wholeOfItIsRead() throws IOException {
    var given = parse(WHOLE).consent();
    assertEquals(CHILD, given.child());
    assertEquals(List.of(UUID.fromString(OLD)), given.replaces());
    assertEquals(List.of("wie mag lezen"), given.informedItems());
  }

  /** As in a report: how its sender calls it takes nothing away from what it opens. */
  @Test
  void whatNarrowsNothingIsRemarkedOn() throws IOException {
    var given =
        parse(
            WHOLE.replace(
                "'dateTime':",
                "'identifier': [{'system': 'https://a.example', 'value': 'x'}],"
                    + " 'organization': [{'display': 'x'}], 'dateTime':"));
    assertEquals(
        Set.of("Consent.identifier", "Consent.dateTime", "Consent.organization"),
        given.remarks().stream()
            .filter(remark -> remark.code() == Code.ELEMENT_NOT_STORED)
            .map(Issue::pointer)
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'policyRule': {'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/v3-ActCode', 'code': 'OPTIN'}]},",
        "'policyRule': {'text': 'x'},"
      })
  void ruleThatSaysTheSameIsTaken(String rule) throws IOException {
    assertEquals(
        CHILD, parse(WHOLE.replace("'dateTime':", rule + "'dateTime':")).consent().child());
  }

  /** The end of its id is a key that people of other reports have too. */
  @Test
  void giverIsOneOfTheChildItself() throws IOException {
    var given = parse(WHOLE);
    assertTrue(given.means(CHILD + "-p1", "p1"));
    assertFalse(given.means(CHILD + "-p1", "p2"));
    assertFalse(given.means(OLD + "-p1", "p1"));
    assertFalse(given.means("p1", "p1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "patient-privacy | treatment | Consent.scope INVALID_VALUE",
        "59284-0 | 64300-7 | Consent.category[0] INVALID_VALUE",
        "IRCP | AUT | Consent.provision.actor[0].role INVALID_VALUE",
        "'dateTime': | 'policyRule': {'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/v3-ActCode',"
            + " 'code': 'OPTOUT'}]}, 'dateTime': | Consent.policyRule INVALID_VALUE",
        "'dateTime': | 'implicitRules': 'https://a.example/rules', 'dateTime':"
            + " | Consent.implicitRules UNKNOWN_MODIFIER",
        "'dateTime': | 'verification': [{'verified': true}], 'dateTime': | Consent.verification CONSENT_NARROWED",
        "'title': | 'data': 'AAAA', 'title': | Consent.sourceAttachment.data CONSENT_NARROWED",
        "'type': 'permit', | 'type': 'permit', 'extension': [{'url': 'https://example.org/y', 'valueBoolean': true}],"
            + " | Consent.provision.extension CONSENT_NARROWED",
        "'valueReference': {'reference': 'Consent/ | 'valueReference': {'reference': 'Patient/"
            + " | Consent.extension[2].valueReference CONSENT_NOT_REPLACEABLE"
      })
  void whatNobodyWouldStoreIsRefusedWithItsPlace(String part, String instead, String issue) {
    var refused = assertThrows(SchakelProblem.class, () -> parse(WHOLE.replace(part, instead)));
    assertEquals(
        List.of(issue),
        refused.issues().stream()
            .map(each -> each.pointer() + " " + each.code())
            .filter(each -> !each.startsWith("Consent.extension[2].valueReference."))
            .toList());
  }
}
