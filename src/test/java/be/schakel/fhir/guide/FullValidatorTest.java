package be.schakel.fhir.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.OIDUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullValidatorTest {

  private static final String BY_OID =
      """
      {"resourceType": "Patient", "text": {"status": "empty", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">-</div>"},
       "identifier": [{"system": "urn:oid:%s", "value": "1"}]}""";

  @Test
  void noRegisterOfOidsIsReadForEachValidation() {
    assertFalse(new OIDUtilities().isKnownOID("urn:oid:2.16.840.1.113883.6.1"));
  }

  @Test
  void anOidThatNobodyRegisteredIsAsGoodAsOneOfHl7() {
    var ofHl7 = OracleValidator.ready().findings(BY_OID.formatted("2.16.840.1.113883.6.1"));
    var ofNobody = OracleValidator.ready().findings(BY_OID.formatted("1.2.3.4.5.6"));
    assertEquals(
        List.of(), ofHl7.stream().filter(FullValidator::isError).map(Object::toString).toList());
    assertEquals(
        ofHl7.stream().map(each -> each.getMessageId()).toList(),
        ofNobody.stream().map(each -> each.getMessageId()).toList());
  }

  /** Where there is nothing between, a validation could not halt for a request. */
  @Test
  void betweenElementsItCanBeHalted() {
    var halts = new AtomicInteger();
    var validator = new FullValidator(halts::incrementAndGet);

    validator.findings(BY_OID.formatted("1.2.3.4.5.6"));

    assertTrue(halts.get() >= 6, halts + " for six elements");
  }

  @Test
  void whileItIsReadItCanBeHalted() {
    var reading = new AtomicInteger();
    var validator =
        new FullValidator(
            () -> {
              if (StackWalker.getInstance()
                  .walk(
                      frames ->
                          frames.anyMatch(frame -> frame.getClassName().endsWith("JsonParser")))) {
                reading.incrementAndGet();
              }
            });

    validator.findings(BY_OID.formatted("1.2.3.4.5.6"));

    assertTrue(reading.get() >= 6, reading + " for six elements");
  }

  @Test
  void chainOfContainedResourcesIsAFindingAndNoFailure() {
    var contained =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    "{'resourceType':'Patient','id':'a%d','link':[{'other':{'reference':'#a%d'},'type':'seealso'}]}"
                        .formatted(i, (i + 1) % 1000))
            .collect(Collectors.joining(","));
    var patient =
        "{'resourceType':'Patient','contained':[%s],'link':[{'other':{'reference':'#a0'},'type':'seealso'}]}"
            .formatted(contained)
            .replace('\'', '"');

    var found = OracleValidator.ready().findings(patient);

    assertEquals(
        ResultSeverityEnum.FATAL, found.get(0).getSeverity(), () -> found.get(0).getMessage());
  }

  /** HAPI holds each finding against each: 11,000 of them took a minute. */
  @Test
  void beyondFiveHundredFindingsItOnlySaysThatThereAreMore() {
    var entries = Stream.generate(() -> "{}").limit(3000).collect(Collectors.joining(","));
    var found =
        OracleValidator.ready()
            .findings(
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                    + entries
                    + "]}",
                "submission");

    assertEquals(501, found.size());
    assertEquals(ResultSeverityEnum.FATAL, found.get(0).getSeverity());
  }

  /** R4 picks the types of a document from LOINC by its scale, and LOINC is not at hand. */
  @Test
  void codeOfASystemThatIsNotAtHandIsSaidToBeUnknownWhereverItStands() {
    var document =
        """
        {"resourceType": "Composition", "status": "final", "date": "2026-11-22", "title": "Verslag",
         "text": {"status": "empty", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">-</div>"},
         "type": {"coding": [{"system": "http://loinc.org", "code": "11488-4"}]},
         "author": [{"display": "Dr. Proef"}]}""";

    var found = OracleValidator.ready().findings(document);

    assertTrue(
        found.stream().anyMatch(each -> each.getMessage().contains("http://loinc.org")),
        found::toString);
    assertFalse(found.stream().anyMatch(FullValidator::isError), found::toString);
    assertEquals(
        List.of(),
        found.stream()
            .map(SingleValidationMessage::getMessage)
            .filter(text -> text.contains("codeSystem"))
            .toList());
  }

  /** None needs one here; another rule of the same kind is told. */
  @Test
  void nothingIsSaidOfResourcesWithoutNarrative() {
    var patient =
        "{\"resourceType\": \"Patient\", \"contained\": [{\"resourceType\": \"Patient\", \"id\": \"x\"}]}";
    assertEquals(
        List.of("CONTAINED_ORPHAN_DOM3"),
        OracleValidator.ready().findings(patient).stream()
            .map(SingleValidationMessage::getMessageId)
            .toList());
  }

  @Test
  void profileThatIsNotAtHandIsAFindingOfAnyType() {
    var list =
        "{\"resourceType\": \"Basic\", \"code\": {\"text\": \"x\"}, \"meta\": {\"profile\": [\"https://elders.example/x\"]}}";
    assertTrue(
        OracleValidator.ready().findings(list).stream()
            .anyMatch(each -> each.getMessage().contains("https://elders.example/x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error Cannot invoke \"org.hl7.fhir.r5.model.CodeSystem.getConcept()\" because \"this.codeSystem\" is null validating CodeableConcept",
        "Error Index 3 out of bounds for length 3 validating Coding",
        "Error parsing: java.lang.IllegalStateException: nothing here",
        "Error class a.B cannot be cast to class a.C validating Coding"
      })
  void findingNeverQuotesWhatJavaSays(String text) {
    var finding = new SingleValidationMessage();
    finding.setMessage(text);
    FullValidator.inWords(finding);
    assertEquals("This could not be looked at to its end.", finding.getMessage());
  }

  @Test
  void findingInWordsOfFhirStaysAsItWasSaid() {
    var finding = new SingleValidationMessage();
    finding.setMessage("Constraint failed: dom-6: 'A resource should have narrative'");
    FullValidator.inWords(finding);
    assertTrue(finding.getMessage().contains("dom-6"));
  }

  /** What is quoted is as long as its sender likes. */
  @Test
  void findingOfAMillionCharactersIsLookedAtInAMoment() {
    var finding = new SingleValidationMessage();
    finding.setMessage("aError ".repeat(150_000));
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> FullValidator.inWords(finding));
  }

  @Test
  void validationThatIsStoppedIsAFindingAndTheNextIsWhole() {
    var stops = new AtomicBoolean(true);
    var validator =
        new FullValidator(
            () -> {
              if (stops.get()) {
                throw new FullValidator.TooLong();
              }
            });
    var patient = BY_OID.formatted("1.2.3.4.5.6");

    assertTrue(validator.findings(patient).get(0).getMessage().contains("too long"));

    stops.set(false);
    assertEquals(
        OracleValidator.ready().findings(patient).size(), validator.findings(patient).size());
  }
}
