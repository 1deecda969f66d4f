package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ConsentStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentSearchTest {

  private static final String ID = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00";

  @ParameterizedTest
  @ValueSource(strings = {ID, "Patient/" + ID, "https://localhost:9443/fhir/Patient/" + ID})
  void childIsNamedAsReferencesAre(String patient) {
    assertEquals(UUID.fromString(ID), search(patient, "active").child());
  }

  @Test
  void statusIsThatOfTheResource() {
    var search = search(ID, "active,http://hl7.org/fhir/consent-state-codes|proposed");
    assertTrue(search.wants(ConsentStatus.ACTIVE));
    assertTrue(search.wants(ConsentStatus.PENDING_CHILD_CONFIRMATION));
    assertFalse(search.wants(ConsentStatus.WITHDRAWN));
    assertTrue(search(ID, "inactive").wants(ConsentStatus.EXPIRED));
    assertTrue(search(ID, "rejected").wants(ConsentStatus.REFUSED));
  }

  @Test
  void bothConditionsAreNeededAndNoOthersKnown() {
    assertEquals(Code.MISSING_PARAMETER, refused(Map.of("patient", List.of(ID))));
    assertEquals(Code.MISSING_PARAMETER, refused(Map.of("status", List.of("active"))));
    assertEquals(
        Code.UNKNOWN_PARAMETER,
        refused(Map.of("patient", List.of(ID), "status", List.of("active"), "actor", List.of(""))));
    assertEquals(
        Code.DUPLICATE_PARAMETER,
        refused(Map.of("patient", List.of(ID, ID), "status", List.of("active"))));
    assertEquals(
        Code.INVALID_PARAMETER,
        refused(Map.of("patient", List.of(ID), "status", List.of("ACTIVE"))));
  }

  private static ConsentSearch search(String patient, String status) {
    return ConsentSearch.of(Map.of("patient", List.of(patient), "status", List.of(status)));
  }

  private static Code refused(Map<String, List<String>> given) {
    return assertThrows(SchakelProblem.class, () -> ConsentSearch.of(given)).code();
  }
}
