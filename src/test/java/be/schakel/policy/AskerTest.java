package be.schakel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Trace;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AskerTest {

  @Test
  void askerIsWhoTheCallerIs() {
    var asker = Asker.of(caller(new Professional("10000000", "Dr. Proef", "physician")));
    assertEquals("uz-voorbeeld", asker.partner());
    assertEquals(PartnerKind.HOSPITAL, asker.kind());
    assertEquals(Set.of(Purpose.SUBMIT, Purpose.CONSULT), asker.registered());
    assertEquals("10000000", asker.professional());
    assertEquals("physician", asker.role());
    assertEquals(Purpose.CONSULT, asker.purpose());
    assertFalse(asker.unattended());
  }

  @Test
  void systemIsUnattended() {
    var asker = Asker.of(caller(Professional.SYSTEM));
    assertTrue(asker.unattended());
    assertEquals("", asker.professional());
  }

  private static Caller caller(Professional professional) {
    var partner =
        new Partner(
            "uz-voorbeeld",
            Map.of(),
            PartnerKind.HOSPITAL,
            Optional.empty(),
            Optional.empty(),
            Set.of(Purpose.SUBMIT, Purpose.CONSULT),
            Set.of(),
            Optional.empty());
    return new Caller(
        partner, professional, Purpose.CONSULT, Set.of(), "token-1", new Trace("r-1", "t-1"));
  }
}
