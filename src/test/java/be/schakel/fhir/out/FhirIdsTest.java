package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirIdsTest {

  private static final UUID CHILD = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p1",
        "m",
        "mother_1",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void aPersonIsFoundByItsChildAndKey(String key) {
    var id = FhirIds.person(CHILD, key);
    assertTrue(id.matches("[A-Za-z0-9.-]{1,64}"), id);
    assertEquals(Optional.of(CHILD), FhirIds.child(id));
    assertTrue(FhirIds.means(id, key));
    assertFalse(FhirIds.means(id, "somebody-else"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p1",
        "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00",
        "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00-",
        "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b0x-p1",
        "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00.p1"
      })
  void whatIsNoSuchIdHasNoChild(String id) {
    assertEquals(Optional.empty(), FhirIds.child(id));
  }

  @Test
  void shortKeysCanBeRead() {
    assertEquals(CHILD + "-p1", FhirIds.person(CHILD, "p1"));
  }

  @Test
  void taskOfAnInvestigationIsToldFromThatOfItsReport() {
    var task = FhirIds.investigation(CHILD);
    assertEquals(Optional.of(CHILD), FhirIds.ofInvestigation(task));
    for (var none : List.of(CHILD.toString(), "-mano", "x-mano", task + "-mano", task + "x")) {
      assertEquals(Optional.empty(), FhirIds.ofInvestigation(none), none);
    }
  }
}
