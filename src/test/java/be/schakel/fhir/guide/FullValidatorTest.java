package be.schakel.fhir.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.utilities.OIDUtilities;
import org.junit.jupiter.api.Test;

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
}
