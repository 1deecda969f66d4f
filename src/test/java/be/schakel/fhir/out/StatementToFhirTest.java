package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.AccessRights.Reach;
import be.schakel.edge.Json;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.in.Structure;
import be.schakel.problem.Issue;
import be.schakel.rights.Applicant;
import be.schakel.rights.StatementView;
import be.schakel.rights.Statements;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Composition;
import org.junit.jupiter.api.Test;

/** A released statement as a FHIR document. */
class StatementToFhirTest {

  private static StatementView statement(StatementView.Disclosed... lines) {
    return Statements.of(Applicant.PARENT, Reach.WHOLE, "fr", lines);
  }

  private static Bundle document(StatementView.Disclosed... lines) {
    return StatementToFhir.document(statement(lines), Gateway.at("https://gateway.example"));
  }

  @Test
  void documentIsSoundFhir() throws IOException {
    for (var document :
        List.of(document(), document(Statements.line("AZ Tweede"), Statements.told()))) {
      var json = R4.json().encodeResourceToString(document);
      R4.json().setParserErrorHandler(new StrictErrorHandler()).parseResource(json);
      var issues = new ArrayList<Issue>();
      for (var entry : Json.MAPPER.readTree(json).get("entry")) {
        var resource = entry.get("resource");
        Structure.check(resource, resource.get("resourceType").asText(), issues::add);
      }
      assertEquals(List.of(), issues);
    }
  }

  @Test
  void compositionNamesEachDisclosureAndSaysItInWords() {
    var document = document(Statements.line("AZ Tweede"), Statements.told());
    assertEquals(Bundle.BundleType.DOCUMENT, document.getType());
    var composition = (Composition) document.getEntryFirstRep().getResource();
    assertEquals("Qui a reçu quelles données", composition.getTitle());
    var section = composition.getSectionFirstRep();
    assertTrue(section.getText().getDivAsString().contains("AZ Tweede"));
    var places = document.getEntry().stream().map(BundleEntryComponent::getFullUrl).toList();
    assertEquals(places.size(), places.stream().distinct().count());
    assertEquals(2, section.getEntry().size());
    section.getEntry().forEach(entry -> assertTrue(places.contains(entry.getReference())));
  }

  @Test
  void eventSaysWhoGotWhatWhenAndWhy() {
    var event = events(Statements.line("AZ Tweede")).get(0);
    assertEquals("2026-11-20T15:42:00+01:00", event.getRecordedElement().getValueAsString());
    assertEquals("AZ Tweede", event.getAgent().get(1).getWho().getDisplay());
    assertEquals(
        "HOSPITAL", event.getAgent().get(1).getRoleFirstRep().getCodingFirstRep().getCode());
    assertEquals(
        "CARE_COORDINATION", event.getPurposeOfEvent().get(0).getCoding().get(1).getCode());
    assertEquals("CONSENT", event.getPurposeOfEvent().get(1).getCodingFirstRep().getCode());
    assertEquals("SAFETY_PLAN", event.getEntity().get(1).getSecurityLabelFirstRep().getCode());
  }

  @Test
  void eventsKeepTheRulesThatThoseOfAuditorsKeep() throws IOException {
    for (var event : events(Statements.line("AZ Tweede"), Statements.told())) {
      assertTrue(event.getMeta().getProfile().get(0).getValue().endsWith("Disclosure.Source"));
      var json = Json.MAPPER.readTree(R4.json().encodeResourceToString(event));
      // Its child stands in the document itself: a pseudonym is for who may not know more
      assertEquals(List.of("patient pseudonym"), BalpRules.broken(json));
    }
  }

  /** What stands in an entry beside it would tell who asked, on whose consent and how often. */
  @Test
  void eventHasNothingThatItsLineDoesNotSay() {
    for (var event : events(Statements.line("AZ Tweede"), Statements.told())) {
      assertEquals(
          List.of("110153", "110152", "159541003"),
          event.getAgent().stream()
              .map(agent -> agent.getType().getCodingFirstRep().getCode())
              .toList());
      assertEquals(2, event.getEntity().size());
      assertFalse(event.hasOutcomeDesc());
      assertFalse(event.getAgent().stream().anyMatch(agent -> agent.hasPolicy()));
      assertFalse(event.getAgent().get(1).getWho().hasIdentifier());
      assertFalse(event.getAgent().get(1).getNetwork().getAddressElement().hasValue());
    }
  }

  private static List<AuditEvent> events(StatementView.Disclosed... lines) {
    return document(lines).getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(AuditEvent.class::isInstance)
        .map(AuditEvent.class::cast)
        .toList();
  }
}
