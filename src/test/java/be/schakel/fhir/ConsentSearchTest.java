package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ConsentStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentSearchTest {

  private static final String ID = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00";

  @ParameterizedTest
  @ValueSource(strings = {ID, "Patient/" + ID})
  void childIsNamedAsReferencesAre(String patient) {
    assertEquals(UUID.fromString(ID), search(patient, "active").child().orElseThrow());
  }

  @Test
  void statusIsThatOfTheResource() {
    var search = search(ID, "active,http://hl7.org/fhir/consent-state-codes|proposed");
    assertTrue(search.wants(ConsentStatus.ACTIVE, "az"));
    assertTrue(search.wants(ConsentStatus.PENDING_CHILD_CONFIRMATION, "az"));
    assertFalse(search.wants(ConsentStatus.WITHDRAWN, "az"));
    assertTrue(search(ID, "inactive").wants(ConsentStatus.EXPIRED, "az"));
    assertTrue(search(ID, "rejected").wants(ConsentStatus.REFUSED, "az"));
  }

  @Test
  void bothConditionsAreNeededAndNoOthersKnown() {
    assertEquals(Code.MISSING_PARAMETER, refused(Map.of("patient", List.of(ID))));
    assertEquals(Code.MISSING_PARAMETER, refused(Map.of("status", List.of("active"))));
    assertEquals(
        Code.UNKNOWN_PARAMETER,
        refused(
            Map.of("patient", List.of(ID), "status", List.of("active"), "recorder", List.of(""))));
    assertEquals(
        Code.DUPLICATE_PARAMETER,
        refused(Map.of("patient", List.of(ID, ID), "status", List.of("active"))));
    assertEquals(
        Code.INVALID_PARAMETER,
        refused(Map.of("patient", List.of(ID), "status", List.of("ACTIVE"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"az", "Organization/az", Systems.PARTNER + "|az"})
  void partnerThatGotThemNarrows(String actor) {
    var search =
        ConsentSearch.of(
            Map.of("patient", List.of(ID), "status", List.of("active"), "actor", List.of(actor)),
            false);
    assertTrue(search.wants(ConsentStatus.ACTIVE, "az"));
    assertFalse(search.wants(ConsentStatus.ACTIVE, "az-tweede"));
    assertFalse(search.wants(ConsentStatus.WITHDRAWN, "az"));
  }

  @Test
  void numberOfAChildStandsInABodyAlone() {
    var status = List.of("active");
    var number = List.of(Systems.SSIN + "|16.07.01-999.80");
    var given = Map.of("patient.identifier", number, "status", status);
    assertEquals(Optional.of("16070199980"), ConsentSearch.of(given, true).insz());
    assertEquals(Optional.empty(), ConsentSearch.of(given, true).child());
    assertEquals(Code.IDENTIFIER_IN_URL, refused(given));
    var twice = Map.of("patient", List.of(ID), "patient.identifier", number, "status", status);
    assertEquals(
        Code.DUPLICATE_PARAMETER,
        assertThrows(SchakelProblem.class, () -> ConsentSearch.of(twice, true)).code());
  }

  private static ConsentSearch search(String patient, String status) {
    return ConsentSearch.of(Map.of("patient", List.of(patient), "status", List.of(status)), false);
  }

  private static Code refused(Map<String, List<String>> given) {
    return assertThrows(SchakelProblem.class, () -> ConsentSearch.of(given, false)).code();
  }
}
