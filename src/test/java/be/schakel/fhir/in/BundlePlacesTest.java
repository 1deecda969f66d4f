package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is wrong with a Bundle is told with its place as FHIRPath. */
class BundlePlacesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ServiceRequest | /code/coding/0/code         | "OTHER"          | .code.coding[0].code          | UNKNOWN_CODE
          ServiceRequest | /code/coding/0/system       | "http://a.example" | .code.coding[0].system      | WRONG_SYSTEM
          ServiceRequest | /code                       | {"text": "x"}    | .code.coding | WRONG_SYSTEM
          ServiceRequest | /status                     | "open"           | .status                     | UNKNOWN_CODE
          ServiceRequest | /priority                   | "soon"           | .priority                     | UNKNOWN_CODE
          ServiceRequest | /status                     | "revoked"        | .status                       | INVALID_VALUE
          ServiceRequest | /status                     | "running"        | .status                       | UNKNOWN_CODE
          ServiceRequest | /doNotPerform               | true             | .doNotPerform                 | INVALID_VALUE
          ServiceRequest | /colour                     | "red"            | .colour                       | UNKNOWN_PROPERTY
          ServiceRequest | /note                       | {"text": "x"}    | .note                         | WRONG_TYPE
          ServiceRequest | /note                       | []               | .note                         | TOO_FEW_ITEMS
          ServiceRequest | /subject/reference          | "urn:uuid:0"     | .subject.reference            | REFERENCE_UNRESOLVED
          ServiceRequest | /requester/reference        | "Practitioner/9" | .requester.reference          | REFERENCE_UNRESOLVED
          ServiceRequest | /supportingInfo             | [{"reference": "Task/1"}] | .supportingInfo[0].reference | REFERENCE_UNRESOLVED
          ServiceRequest | /reasonCode/0/coding/0/code | "SAD"            | .reasonCode[0].coding[0].code | UNKNOWN_CODE
          ServiceRequest | /reasonCode/0/coding/1/code | "SAD"            | .reasonCode[0].coding[1].code | UNKNOWN_CODE
          ServiceRequest | /identifier/0/value         | 7                | .identifier[0].value          | WRONG_TYPE
          ServiceRequest | /extension/0/valueCode      | "SHOP"           | .extension[0].valueCode       | UNKNOWN_CODE
          ServiceRequest | /modifierExtension          | [{"url": "http://a.example", "valueBoolean": true}] | .modifierExtension | UNKNOWN_MODIFIER
          ServiceRequest | /reasonCode                 | [{"text": "slaag"}] | .reasonCode[0].coding      | WRONG_SYSTEM
          ServiceRequest | /reasonCode                 | [{"coding": [{"code": "SEXUAL"}]}] | .reasonCode[0].coding[0].system | WRONG_SYSTEM
          ServiceRequest | /authoredOn                 | "yesterday"      | .authoredOn                   | INVALID_DATE
          Patient        | /gender                     | "girl"           | .gender                       | UNKNOWN_CODE
          Patient        | /birthDate                  | "2015-02-30"     | .birthDate                    | INVALID_DATE
          Patient        | /birthDate                  | "15/03/2015"     | .birthDate                    | INVALID_DATE
          Patient        | /birthDate                  | 2015             | .birthDate                    | WRONG_TYPE
          Patient        | /active                     | false            | .active                       | INVALID_VALUE
          Patient        | /active                     | "true"           | .active                       | WRONG_TYPE
          Patient        | /name/0/family              | ""               | .name[0].family               | TOO_SHORT
          Patient        | /name/0/given/0             | {"a": 1}         | .name[0].given[0]             | WRONG_TYPE
          Patient        | /address/0/country          | "Belgenland"     | .address[0].country           | BAD_PATTERN
          Patient        | /identifier/0/value         | "123456789012345678901234567890123" | .identifier[0].value | TOO_LONG
          RelatedPerson  | /patient/reference          | "Patient/x"      | .patient.reference            | REFERENCE_UNRESOLVED
          RelatedPerson  | /relationship/0/coding/0/code | "AUNT"         | .relationship[0].coding[0].code | UNKNOWN_CODE
          RelatedPerson  | /communication/0/language/coding/0/code | "french" | .communication[0].language.coding[0].code | UNKNOWN_CODE
          Observation    | /code/coding/0/code         | "weight"         | .code.coding[0].code          | UNKNOWN_CODE
          Observation    | /code/coding/0/system       | "http://loinc.org" | .code.coding[0].system      | OBSERVATION_BY_ITSELF
          Observation    | /effectiveDateTime          | "2026-11"        | .effectiveDateTime            | INVALID_DATE
          Observation    | /status                     | "entered-in-error" | .status                     | INVALID_VALUE
          Consent        | /status                     | "rejected"       | .status                       | INVALID_VALUE
          Consent        | /category/0/coding/0/code   | "64300-7"        | .category[0]                  | INVALID_VALUE
          Consent        | /policyRule                 | {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "OPTOUT"}]} | .policyRule | INVALID_VALUE
          Consent        | /provision/type             | "deny"           | .provision.type               | INVALID_VALUE
          Consent        | /provision/provision        | [{"type": "deny"}] | .provision.provision        | CONSENT_NARROWED
          Consent        | /provision/action           | [{"text": "read"}] | .provision.action           | CONSENT_NARROWED
          Consent        | /provision/securityLabel/0/code | "EVERYTHING" | .provision.securityLabel[0].code | UNKNOWN_CODE
          Consent        | /provision/purpose/0/system | "http://a.example" | .provision.purpose[0].system | WRONG_SYSTEM
          Consent        | /provision/period/end       | "2027"           | .provision.period.end         | INVALID_DATE
          Consent        | /provision/actor/0/reference/identifier/system | "http://a.example" | .provision.actor[0].reference | WRONG_SYSTEM
          DocumentReference | /status                  | "entered-in-error" | .status                     | INVALID_VALUE
          DocumentReference | /category/0/coding/0/code | "HOBBY"         | .category[0].coding[0].code   | UNKNOWN_CODE
          DocumentReference | /content/0/attachment/data | "a*b"          | .content[0].attachment.data   | BAD_BASE64
          DocumentReference | /content/0/attachment/size | 3              | .content[0].attachment.size   | DIGEST_MISMATCH
          DocumentReference | /content/0/attachment/hash | "AAAA"         | .content[0].attachment.hash   | DIGEST_MISMATCH
          DocumentReference | /content/0/attachment    | {"title": "x"}   | .content[0].attachment        | DOCUMENT_DATA_OR_UPLOAD
          DocumentReference | /content/0/attachment    | {"url": "https://a.example/x.pdf"} | .content[0].attachment.url | DOCUMENT_ELSEWHERE
          """)
  void aWrongValueIsToldWithItsPlace(
      String type, String pointer, String json, String path, Code code) {
    var bundle = Bundles.whole().with(type, pointer, json);
    var found = bundle.refusal();
    var expected = bundle.path(type) + path;
    assertTrue(
        found.stream().anyMatch(issue -> issue.pointer().equals(expected) && issue.code() == code),
        () -> "expected " + code + " at " + expected + " but found " + found);
    assertEquals(
        1,
        found.stream().filter(issue -> issue.pointer().equals(expected)).count(),
        () -> "one place, one problem: " + found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /type                      | "batch"            | Bundle.type                 | BUNDLE_NOT_TRANSACTION
          /type                      | null               | Bundle.type                 | BUNDLE_NOT_TRANSACTION
          /resourceType              | "Patient"          | Bundle.type                 | BUNDLE_NOT_TRANSACTION
          /entry/0/request/method    | "PUT"              | Bundle.entry[0].request.method | BUNDLE_METHOD
          /entry/0/request/method    | "FETCH"            | Bundle.entry[0].request.method | UNKNOWN_CODE
          /entry/1/request/url       | "Task"             | Bundle.entry[1].request.url | INVALID_VALUE
          /entry/1/resource/resourceType | "Encounter"    | Bundle.entry[1].resource.resourceType | RESOURCE_NOT_EXPECTED
          /entry/1/resource/resourceType | "Child"        | Bundle.entry[1].resource.resourceType | UNKNOWN_RESOURCE_TYPE
          /entry/1/resource          | "x"                | Bundle.entry[1].resource    | WRONG_TYPE
          /entry/1                   | {"fullUrl": "urn:uuid:1"} | Bundle.entry[1].resource | MISSING
          /entry                     | []                 | Bundle.entry                | TOO_FEW_ITEMS
          /entry                     | {}                 | Bundle.entry                | WRONG_TYPE
          /extra                     | 1                  | Bundle.extra                | UNKNOWN_PROPERTY
          """)
  void aWrongBundleIsToldWithItsPlace(String pointer, String json, String path, Code code) {
    var found = Bundles.whole().with(pointer, json).refusal();
    assertTrue(
        found.stream().anyMatch(issue -> issue.pointer().equals(path) && issue.code() == code),
        () -> "expected " + code + " at " + path + " but found " + found);
  }

  /** Not with the seven that R4 knows, of which six would be refused next. */
  @Test
  void codeThatNobodyKnowsIsToldWithThoseThatAreTakenHere() {
    var bundle = Bundles.whole().with("ServiceRequest", "/status", "\"open\"");
    assertEquals(
        List.of(new Issue(bundle.path("ServiceRequest") + ".status", Code.UNKNOWN_CODE, "active")),
        bundle.refusal());
  }

  @Test
  void otherSystemIsToldWithTheCodesOfOurs() {
    var bundle =
        Bundles.whole().with("ServiceRequest", "/code/coding/0/system", "\"http://a.example\"");
    var expected = bundle.refusal().get(0).arguments().get(0);
    assertTrue(expected.matches("https://.*/CodeSystem/referral-type \\(.*MANO.*\\)"), expected);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    var bundle =
        Bundles.whole()
            .with("Patient", "/gender", "\"girl\"")
            .with("ServiceRequest", "/colour", "1")
            .with("RelatedPerson", "/relationship/0/coding/0/code", "\"AUNT\"");
    assertEquals(
        List.of(
            bundle.path("ServiceRequest") + ".colour",
            bundle.path("Patient") + ".gender",
            bundle.path("RelatedPerson") + ".relationship[0].coding[0].code"),
        bundle.refusal().stream().map(Issue::pointer).toList());
  }

  @Test
  void aSecondServiceRequestIsTold() {
    var bundle = Bundles.minimal();
    bundle.and("urn:uuid:again", bundle.resource("ServiceRequest").toString());
    assertEquals(
        List.of(new Issue("Bundle.entry[2].resource", Code.ONE_REFERRAL_PER_BUNDLE)),
        bundle.refusal());
  }

  @Test
  void twoEntriesOfOneAddressAreTold() {
    var bundle = Bundles.minimal();
    bundle.with("/entry/1/fullUrl", bundle.tree().at("/entry/0/fullUrl").toString());
    assertTrue(
        bundle.refusal().contains(new Issue("Bundle.entry[1].fullUrl", Code.DUPLICATE_ITEM)));
  }

  @Test
  void aChildThatNobodyNamesIsTold() {
    var bundle = Bundles.minimal().and("urn:uuid:other", "{\"resourceType\":\"Patient\"}");
    assertEquals(
        List.of(new Issue("Bundle.entry[2].resource", Code.RESOURCE_NOT_REFERENCED)),
        bundle.refusal());
  }

  @Test
  void aPersonOfAChildThatIsNotReportedIsTold() {
    var bundle =
        Bundles.minimal()
            .and("urn:uuid:other", "{\"resourceType\":\"Patient\"}")
            .and(
                "urn:uuid:mother",
                "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"urn:uuid:other\"}}");
    assertEquals(
        List.of(new Issue("Bundle.entry[3].resource.patient", Code.SUBJECT_NOT_A_CHILD)),
        bundle.refusal());
  }

  @Test
  void aDocumentThatNobodyDescribesIsTold() {
    var bundle =
        Bundles.minimal()
            .and("urn:uuid:file", "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\"}");
    assertEquals(
        List.of(new Issue("Bundle.entry[2].resource", Code.RESOURCE_NOT_REFERENCED)),
        bundle.refusal());
  }

  @Test
  void siblingsWithoutAProblemAreToldAtTheRequest() {
    var bundle = Bundles.siblings();
    bundle.resource("Condition").remove("code");
    assertEquals(
        List.of(new Issue(bundle.path("ServiceRequest") + ".reasonCode", Code.MISSING)),
        bundle.refusal());
  }

  @Test
  void aGiverOfConsentWhoIsNobodyIsTold() {
    var bundle = Bundles.whole();
    bundle.with("Consent", "/performer/0/reference", '"' + bundle.url("Practitioner") + '"');
    assertTrue(
        bundle
            .refusal()
            .contains(
                new Issue(bundle.path("Consent") + ".performer[0]", Code.UNKNOWN_PERSON_KEY)));
  }

  @Test
  void controlCharactersAreToldWithTheirPlace() {
    var bundle = Bundles.whole().with("ServiceRequest", "/note/0/text", "\"a\\u0000b\"");
    assertEquals(
        List.of(new Issue(bundle.path("ServiceRequest") + ".note[0].text", Code.CONTROL_CHARACTER)),
        bundle.refusal());
  }

  @Test
  void whatTheFeatureFindsWrongIsToldAtTheElementItCameFrom() {
    var bundle = Bundles.siblings();
    var transaction = bundle.map();
    assertEquals(
        List.of(
            new Issue(bundle.path("Patient", 1), Code.MISSING),
            new Issue(
                bundle.path("Patient", 0) + ".address[0].postalCode", Code.WALLOON_POSTAL_CODE),
            new Issue(bundle.path("ServiceRequest") + ".requester", Code.MISSING_CONTACT),
            new Issue("Bundle", Code.INTERNAL)),
        transaction.located(
            List.of(
                new Issue("/children/1/address", Code.MISSING),
                new Issue("/children/0/address/postalCode", Code.WALLOON_POSTAL_CODE),
                new Issue("/contact", Code.MISSING_CONTACT),
                new Issue("/nothing", Code.INTERNAL))));
  }
}
