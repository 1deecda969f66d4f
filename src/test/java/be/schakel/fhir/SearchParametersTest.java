package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.fhir.guide.R4;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.ReferralQuery;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.ReferralStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchParametersTest {

  private static final String ID = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ServiceRequest | active                  | ROUTING_REQUIRED RECEIVED TAKEN_UP ADVICE_GIVEN TRANSFERRED
          ServiceRequest | completed               | CLOSED
          ServiceRequest | revoked                 | RETRACTED
          ServiceRequest | entered-in-error        | RETRACTED
          ServiceRequest | completed,revoked       | CLOSED RETRACTED
          Task           | requested               | ROUTING_REQUIRED RECEIVED
          Task           | received                | TRANSFERRED
          Task           | in-progress             | TAKEN_UP
          Task           | completed               | ADVICE_GIVEN CLOSED
          Task           | cancelled               | RETRACTED
          """)
  void aStatusOfFhirMeansThoseOfTheReport(String type, String status, String meant) {
    assertEquals(
        Arrays.stream(meant.split(" ")).map(ReferralStatus::valueOf).collect(Collectors.toSet()),
        Set.copyOf(query(type, "status=" + status).statuses()));
  }

  @Test
  void bothKindsOfStatusHaveToHold() {
    var query = query("Task", "status=completed", "business-status=CLOSED,RECEIVED");
    assertEquals(List.of(ReferralStatus.CLOSED), query.statuses());
  }

  @Test
  void aSystemMayStandBeforeTheBusinessStatus() {
    var system = "https://schakel.example/fhir/CodeSystem/referral-status";
    assertEquals(
        List.of(ReferralStatus.TAKEN_UP),
        query("Task", "business-status=" + system + "|TAKEN_UP").statuses());
  }

  @ParameterizedTest
  @CsvSource({
    "status=requested, business-status=CLOSED",
    "_id=" + ID + ", focus=ServiceRequest/0199a7c4-3b1e-7001-9d53-5f1f6d3a2b01",
    "_id=nobody, status=requested"
  })
  void aContradictionFindsNothingRatherThanEverything(String one, String other) {
    assertEquals(Optional.of(new UUID(0, 0)), query("Task", one, other).only());
  }

  @ParameterizedTest
  @ValueSource(strings = {"_id=" + ID, "focus=ServiceRequest/" + ID, "focus=" + ID})
  void oneReportIsFoundByItsId(String condition) {
    assertEquals(Optional.of(UUID.fromString(ID)), query("Task", condition).only());
  }

  @Test
  void reportOfAnotherServerIsNoneOfOurs() {
    var elsewhere = "focus=https://elsewhere.example/fhir/ServiceRequest/" + ID;
    assertEquals(Optional.of(new UUID(0, 0)), query("Task", elsewhere).only());
  }

  @ParameterizedTest
  @CsvSource({
    "ge2026-11-21T10:00:00+01:00, 2026-11-21T10:00:00+01:00",
    "ge2026-11-21T10:00:00 01:00, 2026-11-21T10:00:00+01:00",
    "ge2026-11-21T10:00:00Z, 2026-11-21T10:00:00Z",
    "ge2026-07-01, 2026-07-01T00:00:00+02:00"
  })
  void whatChangedSinceIsFound(String condition, OffsetDateTime since) {
    assertEquals(
        Optional.of(since.toInstant()),
        query("Task", "_lastUpdated=" + condition).updatedSince().map(OffsetDateTime::toInstant));
  }

  @ParameterizedTest
  @CsvSource({
    "gt2026-11-21, 2026-11-21T23:00:00Z,",
    "lt2026-11-21, 1970-01-01T00:00:00Z, 2026-11-20T23:00:00Z",
    "le2026-11-21T10:00:00Z, 1970-01-01T00:00:00Z, 2026-11-21T10:00:01Z",
    "2026-11-21, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
    "ge2026-11-21 lt2026-11-23, 2026-11-20T23:00:00Z, 2026-11-22T23:00:00Z"
  })
  void whatChangedBetweenTwoMomentsIsFound(String conditions, Instant since, Instant before) {
    var given = Map.of("_lastUpdated", List.of(conditions.split(" ")));
    var query = SearchParameters.query("Task", given, false);
    assertEquals(Optional.of(since), query.updatedSince().map(OffsetDateTime::toInstant));
    assertEquals(Optional.ofNullable(before), query.updatedBefore().map(OffsetDateTime::toInstant));
  }

  @Test
  void untilWhenAnInvestigationChangedIsNotAsked() {
    var given = Map.of("code", List.of("MANO"), "_lastUpdated", List.of("ge2026-11-21", "lt2027"));
    var refused = assertThrows(SchakelProblem.class, () -> InvestigationSearch.of(given));
    assertEquals(Code.INVALID_PARAMETER, refused.code());
  }

  @Test
  void aReferenceOfOnesOwnIsFound() {
    assertEquals(
        Optional.of(new Submission.BusinessIdentifier("https://a.example/r", "7|8")),
        query("ServiceRequest", "identifier=https://a.example/r|7|8").identifier());
  }

  @Test
  void aPageIsNeverLongerThanAHundred() {
    assertEquals(100, query("Task", "_count=5000").limit());
    assertEquals(20, query("Task").limit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          Task status=draft INVALID_PARAMETER
          Task status= INVALID_PARAMETER
          Task business-status=OPEN INVALID_PARAMETER
          Task _lastUpdated=ge+300000-01-01T00:00:00Z INVALID_PARAMETER
          Task _lastUpdated=ge-4800-01-01 INVALID_PARAMETER
          Task _lastUpdated=ne2026 INVALID_PARAMETER
          Task _lastUpdated=0000 INVALID_PARAMETER
          Task _lastUpdated=ge2026-13-21 INVALID_PARAMETER
          Task _count=0 INVALID_PARAMETER
          Task _id=0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00,0199a7c4-3b1e-7001-9d53-5f1f6d3a2b01 INVALID_PARAMETER
          Task focus=ServiceRequest/1,ServiceRequest/2 INVALID_PARAMETER
          Task _count=many INVALID_PARAMETER
          Task identifier=a|b UNKNOWN_PARAMETER
          Task _cursor=nonsense! BAD_CURSOR
          ServiceRequest focus=x UNKNOWN_PARAMETER
          ServiceRequest identifier=7 INVALID_PARAMETER
          ServiceRequest status:not=active UNKNOWN_PARAMETER
          ServiceRequest _include=* INVALID_PARAMETER
          Task _include=Task:focus NOT_SEARCHED_SO
          ServiceRequest _sort=-_lastUpdated NOT_SEARCHED_SO
          ServiceRequest patient=Patient/1 NOT_SEARCHED_SO
          ServiceRequest subject:Patient=1 NOT_SEARCHED_SO
          Task patient=1 NOT_SEARCHED_SO
          ServiceRequest _revinclude=Task:focus NOT_SEARCHED_SO
          ServiceRequest patient.identifier=1 IDENTIFIER_IN_URL
          """)
  void whatIsNotKnownIsRefused(String type, String condition, Code code) {
    var refused = assertThrows(SchakelProblem.class, () -> query(type, condition));
    assertEquals(code, refused.code());
  }

  @Test
  void aConditionGivenTwiceIsRefused() {
    var given = Map.of("status", List.of("active", "completed"));
    var refused =
        assertThrows(
            SchakelProblem.class, () -> SearchParameters.query("ServiceRequest", given, false));
    assertEquals(Code.DUPLICATE_PARAMETER, refused.code());
  }

  @ParameterizedTest
  @CsvSource({
    "patient.identifier, 15.23.15-001.54",
    "subject:Patient.identifier, 15231500154",
    "patient.identifier, https://www.ehealth.fgov.be/standards/fhir/NamingSystem/ssin|15231500154",
    "patient.identifier, urn:oid:2.16.840.1.113883.3.6777.5.1|15231500154",
    "patient:Patient.identifier, https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin|15231500154"
  })
  void aChildIsFoundByPost(String name, String value) {
    var query = SearchParameters.query("Task", Map.of(name, List.of(value)), true);
    assertEquals(Optional.of("15231500154"), query.childInsz());
  }

  @Test
  void aLinkNeverHoldsTheNumberOfAChild() {
    var given =
        Map.of(
            "patient.identifier", List.of("15231500154"),
            "status", List.of("active"),
            "_count", List.of("1"));
    var bundle = page(given, true);
    assertFalse(R4.json().encodeResourceToString(bundle).contains("15231500154"));
    assertEquals(
        "https://gateway.example/fhir/ServiceRequest/_search?_cursor=abc", url(bundle, "next"));
  }

  /** A sender can have taken a child's number for its own reference. */
  @ParameterizedTest
  @CsvSource({"identifier, https://ehr.example/ref|15231500154", "identifier, x|15.23.15-001.54"})
  void aLinkHoldsNothingThatTheDoorWouldRefuseInAnAddress(String name, String value) {
    var given = Map.of(name, List.of(value), "status", List.of("active"));
    var bundle = page(given, false);
    assertEquals(
        "https://gateway.example/fhir/ServiceRequest/_search?status=active", url(bundle, "self"));
    assertEquals(
        "https://gateway.example/fhir/ServiceRequest/_search?_cursor=abc", url(bundle, "next"));
  }

  @Test
  void theNextPageHasTheSameConditions() {
    var given = Map.of("status", List.of("active,revoked"), "_cursor", List.of("before"));
    var bundle = page(given, false);
    assertEquals(
        "https://gateway.example/fhir/ServiceRequest?_cursor=abc&status=active%2Crevoked",
        url(bundle, "next"));
    assertFalse(bundle.hasTotal());
    assertNotEquals(null, url(bundle, "self"));
  }

  /** One of several pages without results. */
  private static Bundle page(Map<String, List<String>> given, boolean person) {
    var links =
        new SearchLinks(
            "https://gateway.example/fhir",
            "ServiceRequest",
            SearchParameters.linkable(given),
            person);
    return links.searchset(List.of(), List.of(), Optional.of("abc"));
  }

  private static String url(Bundle bundle, String relation) {
    return bundle.getLink(relation).getUrl();
  }

  private static ReferralQuery query(String type, String... conditions) {
    var given = new TreeMap<String, List<String>>();
    for (var condition : conditions) {
      var equals = condition.indexOf('=');
      given.put(condition.substring(0, equals), List.of(condition.substring(equals + 1)));
    }
    return SearchParameters.query(type, given, false);
  }
}
