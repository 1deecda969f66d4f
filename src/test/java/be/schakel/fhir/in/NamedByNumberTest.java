package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Children and partners by a number in place of a reference, and numbers in the wrong place. */
class NamedByNumberTest {

  private static final String NUMBER = "15231500154";

  @Test
  void childIsFoundByItsNumberAlone() {
    var bundle = Bundles.whole();
    everySubject(bundle, byNumber("15.23.15-001.54"));
    var transaction = bundle.map();
    assertEquals(1, transaction.submission().children().size());
    assertEquals(
        Stream.of(
                bundle.path("ServiceRequest") + ".subject",
                bundle.path("RelatedPerson") + ".patient",
                bundle.path("Observation") + ".subject",
                bundle.path("Consent") + ".patient",
                bundle.path("DocumentReference") + ".subject")
            .map(
                place ->
                    new Issue(place + ".identifier", Code.VALUE_NORMALISED, bundle.path("Patient")))
            .collect(Collectors.toSet()),
        Set.copyOf(transaction.remarks()));
  }

  @Test
  void numberThatNoPatientHasIsToldOnceForEachPlaceAndNothingThatFollowsFromIt() {
    var bundle = Bundles.whole();
    bundle.with("ServiceRequest", "/subject", byNumber("17051500259"));
    assertEquals(
        List.of(new Issue(bundle.path("ServiceRequest") + ".subject", Code.CHILD_NOT_NAMED)),
        bundle.refusal());
  }

  @Test
  void numberThatTwoPatientsHaveIsNotGuessedAt() {
    var bundle = Bundles.whole();
    bundle
        .and("urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824e", bundle.resource("Patient").toString())
        .with("ServiceRequest", "/subject", byNumber(NUMBER));
    assertEquals(
        List.of(new Issue(bundle.path("ServiceRequest") + ".subject", Code.CHILD_NOT_NAMED)),
        bundle.refusal());
  }

  @Test
  void referenceInCapitalsIsFollowed() {
    var bundle = Bundles.whole();
    var reference = bundle.url("Patient").toUpperCase(Locale.ROOT);
    bundle.with("ServiceRequest", "/subject/reference", '"' + reference + '"');
    assertEquals(
        List.of(
            new Issue(
                bundle.path("ServiceRequest") + ".subject.reference",
                Code.VALUE_NORMALISED,
                bundle.path("Patient"))),
        bundle.map().remarks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin",
        "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin/",
        "http://www.ehealth.fgov.be/standards/fhir/NamingSystem/ssin/"
      })
  void systemOfNationalNumbersIsKnownAlsoAsItIsMistyped(String system) {
    var bundle = Bundles.whole().with("Patient", "/identifier/0/system", '"' + system + '"');
    var transaction = bundle.map();
    assertEquals(Optional.of(NUMBER), transaction.submission().children().get(0).insz());
    assertEquals(
        List.of(
            new Issue(
                bundle.path("Patient") + ".identifier[0]",
                Code.VALUE_NORMALISED,
                "system " + Systems.SSIN)),
        transaction.remarks());
  }

  @ParameterizedTest
  @CsvSource({
    "system, https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssn, WRONG_SYSTEM",
    "system, https://ehr.example/patients, WRONG_SYSTEM",
    "use, old, INVALID_VALUE"
  })
  void numberIsNotLostInARemark(String property, String value, Code code) {
    var bundle = Bundles.whole().with("Patient", "/identifier/0/" + property, '"' + value + '"');
    var found = bundle.refusal();
    assertEquals(
        List.of(bundle.path("Patient") + ".identifier[0]." + property + " " + code),
        found.stream().map(each -> each.pointer() + " " + each.code()).toList());
    assertTrue(code != Code.WRONG_SYSTEM || found.get(0).arguments().contains(Systems.SSIN));
  }

  @Test
  void numberOfTodayGoesBeforeAnOldOne() {
    var bundle = Bundles.whole();
    var numbers = bundle.resource("Patient").withArray("identifier");
    numbers.add(numbers.get(0).deepCopy());
    ((ObjectNode) numbers.get(0)).put("use", "old").put("value", "17051500259");
    assertEquals(Optional.of(NUMBER), bundle.map().submission().children().get(0).insz());
  }

  @Test
  void identifierThatIsCutOffIsNotCalledOld() {
    var bundle = Bundles.whole();
    ((ObjectNode) bundle.resource("Patient").withArray("identifier").get(0)).remove("value");
    assertEquals(Optional.empty(), bundle.map().submission().children().get(0).insz());
  }

  @Test
  void numberOfTheSendersOwnIsNoNationalNumber() {
    var bundle =
        Bundles.whole()
            .with("Patient", "/identifier/0/system", "\"https://ehr.example/patients\"")
            .with("Patient", "/identifier/0/value", "\"12345678901\"");
    assertEquals(Optional.empty(), bundle.map().submission().children().get(0).insz());
  }

  /** What may follow from another mistake comes behind it, and all else in the Bundle's order. */
  @Test
  void whatNobodyNamesComesLast() {
    var bundle =
        Bundles.minimal()
            .and("urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824c", "{\"resourceType\":\"Patient\"}")
            .and(
                "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824d",
                """
                {"resourceType": "DocumentReference", "status": "current",
                 "content": [{"attachment": {"contentType": "text/plain", "data": "a*b"}}]}""");
    assertEquals(
        List.of(
            new Issue(
                bundle.path("DocumentReference") + ".content[0].attachment.data", Code.BAD_BASE64),
            new Issue(bundle.path("Patient", 1), Code.RESOURCE_NOT_REFERENCED)),
        bundle.refusal());
  }

  @Test
  void partnerThatIsNotInTheBundleIsNamedByItsIdentifier() {
    var bundle =
        Bundles.whole()
            .with(
                "ServiceRequest", "/performer", "[{\"reference\": \"Organization/vk-antwerpen\"}]");
    assertEquals(
        List.of(
            new Issue(
                bundle.path("ServiceRequest") + ".performer[0].reference",
                Code.PARTNER_BY_IDENTIFIER,
                Systems.PARTNER)),
        bundle.refusal());
  }

  /** What follows from it is not told as well. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"reference": "Organization/uz-ander"} | .reference | PARTNER_BY_IDENTIFIER
          {"reference": "urn:uuid:0"}            | .reference | REFERENCE_UNRESOLVED
          {"display": "UZ Ander"}                | ''         | WRONG_SYSTEM
          """)
  void granteeThatIsNotNamedIsToldOnce(String reference, String place, Code code) {
    var bundle = Bundles.whole().with("Consent", "/provision/actor/0/reference", reference);
    assertEquals(
        List.of(bundle.path("Consent") + ".provision.actor[0].reference" + place + " " + code),
        bundle.refusal().stream().map(each -> each.pointer() + " " + each.code()).toList());
  }

  private static void everySubject(Bundles bundle, String json) {
    for (var type : List.of("ServiceRequest", "Observation", "DocumentReference")) {
      bundle.with(type, "/subject", json);
    }
    for (var type : List.of("RelatedPerson", "Consent")) {
      bundle.with(type, "/patient", json);
    }
  }

  private static String byNumber(String number) {
    return "{\"identifier\": {\"system\": \"%s\", \"value\": \"%s\"}}"
        .formatted(Systems.SSIN, number);
  }
}
