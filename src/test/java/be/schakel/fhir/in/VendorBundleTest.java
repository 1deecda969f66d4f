package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.ProblemCategory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real systems write a little differently is understood, and remarked on. */
class VendorBundleTest {

  @ParameterizedTest
  @ValueSource(strings = {"15.23.15-001.54", "15 23 15 001 54", "152315-00154"})
  void punctuationOfANationalNumberIsTakenAway(String given) {
    var bundle = Bundles.whole().with("Patient", "/identifier/0/value", '"' + given + '"');
    var transaction = bundle.map();
    assertEquals(Optional.of("15231500154"), child(transaction).insz());
    remarked(transaction, bundle.path("Patient") + ".identifier[0]", Code.VALUE_NORMALISED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.ehealth.fgov.be/standards/fhir/NamingSystem/ssin",
        "urn:oid:2.16.840.1.113883.3.6777.5.1"
      })
  void theOlderSystemOfNationalNumbersIsKnown(String system) {
    var bundle = Bundles.whole().with("Patient", "/identifier/0/system", '"' + system + '"');
    var transaction = bundle.map();
    assertEquals(Optional.of("15231500154"), child(transaction).insz());
    remarked(
        transaction,
        bundle.path("Patient") + ".identifier[0]",
        Code.VALUE_NORMALISED,
        "system " + Systems.SSIN);
  }

  @Test
  void aPseudonymIsNoNationalNumber() {
    var bundle =
        Bundles.whole()
            .with(
                "Patient",
                "/identifier/0/_value",
                """
                {"extension":[{"url":"https://www.ehealth.fgov.be/standards/fhir/infsec/StructureDefinition/be-ext-pseudonymization",
                 "extension":[{"url":"marker","valueBoolean":true}]}]}""");
    var transaction = bundle.map();
    assertEquals(Optional.empty(), child(transaction).insz());
    assertEquals(
        List.of(Unread.lost(bundle.path("Patient") + ".identifier", "Patient.identifier")),
        transaction.remarks());
  }

  /** Of a physician whose number is right however it is written, and of a hospital. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          core/NamingSystem/nihdi | 12345625004     |
          core/NamingSystem/nihdi | 1-23456-25-004  | VALUE_NORMALISED
          NamingSystem/nihdi      | 12345625004     | VALUE_NORMALISED
          core/NamingSystem/nihdi | 12345626004     | NIHDI_CHECKSUM
          core/NamingSystem/cbe   | 0428.759.497    | VALUE_NORMALISED
          core/NamingSystem/cbe   | 0428759497      |
          core/NamingSystem/cbe   | 0428759498      | CBE_CHECKSUM
          core/NamingSystem/ehp   | 1-2             |
          """)
  void numberOfACaregiverIsToldAsItIsRead(String system, String value, Code told) {
    var bundle = Bundles.whole();
    var place = bundle.path("Practitioner") + ".identifier";
    bundle
        .resource("Practitioner")
        .putArray("identifier")
        .addObject()
        .put("system", "https://www.ehealth.fgov.be/standards/fhir/" + system)
        .put("value", value);
    var remarks = bundle.map().remarks();
    var expected = new java.util.ArrayList<Issue>();
    expected.add(Unread.lost(place, "Practitioner.identifier"));
    if (told != null) {
      expected.add(
          0,
          told == Code.VALUE_NORMALISED
              ? system.startsWith("core/")
                  ? new Issue(place + "[0]", told)
                  : new Issue(place + "[0]", told, "system " + today(system))
              : new Issue(place + "[0].value", told));
    }
    assertEquals(expected, remarks);
  }

  private static String today(String system) {
    return "https://www.ehealth.fgov.be/standards/fhir/core/" + system.replace("core/", "");
  }

  @Test
  void pseudonymOfACaregiverIsNoNumber() {
    var bundle = Bundles.whole();
    bundle
        .resource("Practitioner")
        .set(
            "identifier",
            Bundles.json(
                """
                [{"system":"https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi","value":"a-b",
                 "_value":{"extension":[{"url":"https://www.ehealth.fgov.be/standards/fhir/infsec/StructureDefinition/be-ext-pseudonymization",
                  "extension":[{"url":"marker","valueBoolean":true}]}]}}]"""));
    assertEquals(
        List.of(
            Unread.lost(bundle.path("Practitioner") + ".identifier", "Practitioner.identifier")),
        bundle.map().remarks());
  }

  @ParameterizedTest
  @CsvSource({
    "country, B, BE",
    "country, be, BE",
    "country, België, BE",
    "country, nl, NL",
    "postalCode, B-2000, 2000",
    "postalCode, BE 2000, 2000"
  })
  void waysToWriteAnAddressAreKnown(String property, String given, String stored) {
    var bundle = Bundles.whole().with("Patient", "/address/0/" + property, '"' + given + '"');
    var transaction = bundle.map();
    var address = child(transaction).address().orElseThrow();
    assertEquals(
        Optional.of(stored), property.equals("country") ? address.country() : address.postalCode());
    remarked(
        transaction,
        bundle.path("Patient") + ".address[0]." + property,
        Code.VALUE_NORMALISED,
        property.equals("postalCode")
            ? new String[0]
            : new String[] {stored.equals("BE") ? "BE" : "ISO 3166-1 alpha-2"});
  }

  @Test
  void anAddressAsItIsPrintedIsKept() {
    var bundle =
        Bundles.whole().with("Patient", "/address", "[{\"text\":\"Proefstraat 1\\n2000 Stad\"}]");
    assertEquals(
        List.of("Proefstraat 1", "2000 Stad"), child(bundle.map()).address().orElseThrow().lines());
  }

  @Test
  void theHomeOfTodayCountsBeforeOtherAddresses() {
    var bundle =
        Bundles.whole()
            .with(
                "Patient",
                "/address",
                """
                [{"use":"old","postalCode":"3000"},{"use":"temp","postalCode":"8000"},
                 {"use":"home","postalCode":"9000"}]""");
    assertEquals(Optional.of("9000"), child(bundle.map()).address().orElseThrow().postalCode());
  }

  @Test
  void whereTheChildNoLongerLivesIsNoAddress() {
    var bundle =
        Bundles.whole().with("Patient", "/address", "[{\"use\":\"old\",\"postalCode\":\"3000\"}]");
    var transaction = bundle.map();
    assertEquals(Optional.empty(), child(transaction).address());
    assertEquals(
        List.of(Unread.lost(bundle.path("Patient") + ".address", "Patient.address")),
        transaction.remarks());
  }

  @Test
  void aNameInOnePieceIsKept() {
    var bundle = Bundles.whole().with("Patient", "/name", "[{\"text\":\"Noor Proef\"}]");
    assertEquals(Optional.of("Noor Proef"), child(bundle.map()).familyName());
  }

  @Test
  void referencesByTypeAndIdAreFollowed() {
    var bundle = Bundles.minimal();
    bundle.with("/entry/1/fullUrl", "\"Patient/77\"");
    bundle.with("ServiceRequest", "/subject/reference", "\"Patient/77\"");
    remarked(
        bundle.map(), "Bundle.entry[1].fullUrl", Code.VALUE_NORMALISED, "fullUrl urn:uuid:<UUID>");
  }

  @Test
  void referencesToAServerOfTheSenderAreFollowed() {
    var bundle = Bundles.minimal();
    bundle.with("/entry/1/fullUrl", "\"https://ehr.example/fhir/Patient/77\"");
    bundle.with("ServiceRequest", "/subject/reference", "\"Patient/77/_history/2\"");
    assertEquals(1, bundle.map().submission().children().size());
  }

  @Test
  void aReferenceByTheUuidOfAUrnIsFollowedAndRemarkedOn() {
    var bundle = Bundles.minimal();
    bundle.with("/entry/1/fullUrl", "\"urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824b\"");
    bundle.with(
        "ServiceRequest", "/subject/reference", "\"Patient/6069963e-1bb3-4c46-8913-14c68e44824b\"");
    remarked(
        bundle.map(),
        bundle.path("ServiceRequest") + ".subject.reference",
        Code.VALUE_NORMALISED,
        bundle.path("Patient"));
  }

  @Test
  void twoResourcesOfOneNameAreNotGuessedBetween() {
    var bundle = Bundles.siblings();
    bundle.resource("Patient", 0).put("id", "same");
    bundle.resource("Patient", 1).put("id", "same");
    bundle.with("RelatedPerson", "/patient/reference", "\"Patient/same\"");
    assertTrue(
        bundle
            .refusal()
            .contains(
                new Issue(
                    bundle.path("RelatedPerson") + ".patient.reference",
                    Code.REFERENCE_UNRESOLVED)));
  }

  @Test
  void containedResourcesAreFollowed() {
    var bundle = Bundles.whole();
    var role = bundle.resource("PractitionerRole").deepCopy();
    role.put("id", "who");
    role.remove("practitioner");
    role.putObject("practitioner").put("display", "Dr. Proef Anders");
    bundle.resource("ServiceRequest").withArray("contained").add(role);
    bundle.with("ServiceRequest", "/requester/reference", "\"#who\"");
    assertEquals(
        Optional.of("Dr. Proef Anders"),
        bundle.map().submission().contact().flatMap(Submission.Contact::name));
  }

  @Test
  void aContainedChildIsFollowed() {
    var bundle = Bundles.minimal();
    var child = bundle.resource("Patient").deepCopy();
    child.put("id", "child").put("birthDate", "2015-03");
    bundle.tree().withArray("entry").remove(1);
    bundle.resource("ServiceRequest").withArray("contained").add(child);
    bundle.with("ServiceRequest", "/subject/reference", "\"#child\"");
    assertEquals(Optional.of("2015-03"), child(bundle.map()).birthDate().map(d -> d.text()));
  }

  @Test
  void anEntryWithoutRequestIsAPost() {
    var bundle = Bundles.minimal().with("/entry/1", "{}");
    bundle.with("/entry/1/fullUrl", "\"Patient/1\"");
    bundle.with("/entry/1/resource", "{\"resourceType\":\"Patient\"}");
    bundle.with("ServiceRequest", "/subject/reference", "\"Patient/1\"");
    remarked(bundle.map(), "Bundle.entry[1].request", Code.VALUE_NORMALISED, "POST Patient");
  }

  @Test
  void rolesOfHl7AreKnown() {
    var bundle =
        Bundles.whole()
            .with(
                "RelatedPerson",
                "/relationship",
                """
                [{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"STPMTH"}]}]""");
    var transaction = bundle.map();
    assertEquals(
        Optional.of(ParentalRole.STEP_PARENT), transaction.submission().persons().get(0).role());
    remarked(
        transaction,
        bundle.path("RelatedPerson") + ".relationship[0].coding[0].code",
        Code.VALUE_NORMALISED,
        "https://schakel.example/fhir/CodeSystem/parental-role#STEP_PARENT");
    assertEquals(1, transaction.remarks().size(), () -> transaction.remarks().toString());
  }

  @Test
  void roleOfHl7ThatSaysTheSameIsNoRemark() {
    var bundle =
        Bundles.whole()
            .with(
                "RelatedPerson",
                "/relationship",
                """
                [{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}]}]""");
    var transaction = bundle.map();
    assertEquals(
        Optional.of(ParentalRole.MOTHER), transaction.submission().persons().get(0).role());
    assertEquals(List.of(), transaction.remarks());
  }

  @Test
  void aMotherOfTwoIsOnePerson() {
    var persons = Bundles.siblings().map().submission().persons();
    assertEquals(
        List.of(List.of("c1", "c2"), List.of("c1")),
        persons.stream().map(Submission.Person::of).toList());
  }

  @Test
  void whoDiffersInAuthorityIsNotOnePerson() {
    var bundle = Bundles.siblings();
    bundle.resource("RelatedPerson", 1).withArray("extension").removeAll();
    bundle.resource("RelatedPerson", 1).remove("extension");
    var persons = bundle.map().submission().persons();
    assertEquals(
        List.of(Optional.of(AuthorityStatus.SHARED), Optional.empty()),
        Stream.of(0, 1).map(i -> persons.get(i).authority()).toList());
  }

  @Test
  void twoWithoutANameAreNotOnePerson() {
    var bundle = Bundles.siblings();
    bundle.resource("RelatedPerson", 0).remove("name");
    bundle.resource("RelatedPerson", 1).remove("name");
    assertEquals(3, bundle.map().submission().persons().size());
  }

  @Test
  void aConditionOfOneChildGoesBeforeTheReasonOfAll() {
    var bundle = Bundles.siblings();
    bundle
        .resource("ServiceRequest")
        .set(
            "reasonCode",
            Bundles.json(
                """
                [{"coding":[{"system":"https://schakel.example/fhir/CodeSystem/problem-category","code":"UNKNOWN"}]}]"""));
    bundle.resource("Condition", 1).remove("code");
    assertEquals(
        List.of(ProblemCategory.EMOTIONAL, ProblemCategory.UNKNOWN),
        bundle.map().submission().children().stream().map(Submission.Child::problem).toList());
  }

  @Test
  void whatIsNotStoredIsRemarkedOnOnce() {
    var bundle =
        Bundles.whole()
            .with(
                "Patient",
                "/telecom",
                "[{\"system\":\"phone\",\"value\":\"1\"},{\"system\":\"fax\",\"value\":\"2\"}]")
            .with("Patient", "/text", "{\"status\":\"generated\",\"div\":\"<div>x</div>\"}")
            .with("Patient", "/meta", "{\"profile\":[\"https://a.example/p\"]}");
    assertEquals(
        List.of(Unread.lost(bundle.path("Patient") + ".telecom", "Patient.telecom")),
        bundle.map().remarks());
  }

  /** Whom to call says the role or the person; who says nothing is reached where it works. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void telephoneOfAnOrganisationIsKeptOrToldAsLost(boolean alone) {
    var url = "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824d";
    var bundle =
        Bundles.whole()
            .and(
                url,
                """
                {"resourceType": "Organization", "name": "UZ Voorbeeld",
                 "telecom": [{"system": "phone", "value": "+32 3 000 00 07"}]}""")
            .with("PractitionerRole", "/organization", "{\"reference\": \"" + url + "\"}");
    var own = bundle.resource("PractitionerRole").at("/telecom/0/value").asText();
    if (alone) {
      bundle.resource("PractitionerRole").remove("telecom");
    }

    var read = bundle.map();
    assertEquals(
        Optional.of(alone ? "+32 3 000 00 07" : own),
        read.submission().contact().orElseThrow().phone());
    assertEquals(
        alone
            ? List.of()
            : List.of(
                Unread.lost(bundle.path("Organization") + ".telecom", "Organization.telecom")),
        read.remarks());
  }

  /** Also what we give back in another sense: a date of ours stands where the sender's stood. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ServiceRequest    | /authoredOn         | "2026-11-20"                 | .authoredOn
          ServiceRequest    | /reasonReference    | [{"display": "Vermoeden"}]   | .reasonReference
          ServiceRequest    | /supportingInfo     | [{"display": "Een brief"}]   | .supportingInfo
          DocumentReference | /date               | "2026-11-20T10:00:00Z"       | .date
          DocumentReference | /type               | {"text": "Ontslagbrief"}     | .type
          DocumentReference | /docStatus          | "preliminary"                | .docStatus
          DocumentReference | /content/0/attachment/language | "fr"              | .content[0].attachment.language
          Observation       | /issued             | "2026-11-20T10:00:00Z"       | .issued
          """)
  void whatGivesWayToOursIsRemarkedOn(String type, String pointer, String json, String place) {
    var bundle = Bundles.whole().with(type, pointer, json);
    assertEquals(
        List.of(Unread.lost(bundle.path(type) + place, type + place)), bundle.map().remarks());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Patient        | /contact          | [{"name": {"text": "x"}}]                       | .contact        | RelatedPerson
          Patient        | /telecom          | [{"system": "phone", "value": "1"}]             | .telecom        | ServiceRequest.note
          Patient        | /name/0/extension | [{"url": "https://a.example", "valueCode": "x"}] | .name.extension | ServiceRequest.note
          ServiceRequest | /supportingInfo   | [{"display": "Een brief"}]                      | .supportingInfo | DocumentReference
          """)
  void remarkNamesWhatIsNotKeptAndWhereItWouldBe(
      String type, String pointer, String json, String element, String instead) {
    var remarks = Bundles.whole().with(type, pointer, json).map().remarks();
    assertEquals(
        List.of(List.of(type + element, instead)), remarks.stream().map(Issue::arguments).toList());
  }

  @Test
  void linesAndByteOrderMarkAreRead() {
    var json = Bundles.whole().tree().toPrettyString().replace("\n", "\r\n");
    var transaction =
        BundleToSubmission.map(("\uFEFF" + json).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(1, transaction.submission().children().size());
  }

  private static Submission.Child child(Transaction transaction) {
    return transaction.submission().children().get(0);
  }

  @Test
  void thePreferredLanguageIsTakenWithoutARemark() {
    var bundle =
        Bundles.whole()
            .with(
                "RelatedPerson",
                "/communication",
                """
                [{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"fr"}]},"preferred":true}]""");
    assertEquals(List.of(), bundle.map().remarks());
  }

  private static void remarked(Transaction transaction, String path, Code code, String... as) {
    assertTrue(
        transaction.remarks().contains(new Issue(path, code, as)),
        () -> code + " at " + path + " in " + transaction.remarks());
  }
}
