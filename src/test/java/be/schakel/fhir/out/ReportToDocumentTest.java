package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.RoundTripTest;
import be.schakel.fhir.guide.R4;
import be.schakel.referral.Question;
import be.schakel.referral.ReferralView;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ReferralStatus;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DocumentReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report is read as one document, and everything it refers to is in it. */
class ReportToDocumentTest {

  private static final String BASE = "https://gateway.example/fhir";

  private final ReferralView view;

  ReportToDocumentTest() throws IOException {
    view = Views.of(RoundTripTest.example("submission"));
  }

  @ParameterizedTest
  @CsvSource({"NL, Kinderen", "FR, Enfants", "EN, Children"})
  void compositionComesFirstAndTellsWhatIsKnown(Language language, String children) {
    var document = ReportToDocument.map(view, BASE, language);
    var composition = (Composition) document.getEntryFirstRep().getResource();
    var sections = composition.getSection();

    assertTrue(sections.stream().anyMatch(each -> each.getTitle().equals(children)));
    var text = R4.json().encodeResourceToString(composition);
    assertTrue(text.contains(view.facts().orElseThrow()), text);
    assertTrue(text.contains(view.children().get(0).familyName().orElseThrow()), text);
    assertTrue(sections.stream().allMatch(each -> each.getText().hasDiv()));
  }

  @Test
  void reportSaysWhatWasAskedForByWhomAndUnderWhichReference() {
    var told = told(view);
    var contact = view.contact().orElseThrow();
    for (var words :
        List.of(
            "Gevraagd: " + Display.of(view.handlingRequested().orElseThrow(), Language.NL),
            "Kenmerk van de melder: " + view.yourReference().orElseThrow().value(),
            "Contactpersoon: " + contact.name().orElseThrow(),
            contact.phone().orElseThrow())) {
      assertTrue(told.contains(words), words + " in " + told);
    }
  }

  @Test
  void reportSaysInTheTimeOfBrusselsWhenItCame() {
    assertTrue(told(view).contains("<li>2026-11-21 10:00</li>"), told(view));
  }

  @Test
  void consentSaysForWhomAndForWhat() {
    var consent = view.consents().get(0);
    var told = told(view);
    assertTrue(told.contains("Toestemmingen"), told);
    assertTrue(told.contains(consent.grantee().orElseThrow()), told);
    assertTrue(told.contains(Display.of(consent.categories().get(0), Language.NL)), told);
    assertTrue(told.contains(Display.of(consent.status().orElseThrow(), Language.NL)), told);
  }

  @Test
  void questionComesBeforeItsAnswerAndEachOnce() throws IOException {
    var told = told(asked(Optional.empty()));
    var question = told.indexOf("Vraag: Welke klas?");
    var answer = told.indexOf("Antwoord: Zij kwam opnieuw.");
    assertTrue(question > 0 && answer > question, told);
    assertEquals(answer, told.lastIndexOf("Antwoord: "), told);
    assertEquals(told.indexOf("Zij kwam opnieuw."), told.lastIndexOf("Zij kwam opnieuw."), told);
  }

  @Test
  void questionThatWasTakenBackIsNotAsked() throws IOException {
    var told = told(asked(Optional.of(Views.AT)));
    assertFalse(told.contains("Welke klas?"), told);
    assertTrue(told.contains("Zij kwam opnieuw."), told);
  }

  /** As a submitter sees it who took its report back: that there is something, and no more. */
  @Test
  void whatThereIsNothingToSayOfHasNoHeading() throws IOException {
    var sent = (ObjectNode) Json.MAPPER.valueToTree(RoundTripTest.example("submission"));
    sent.withArray("documents")
        .forEach(each -> ((ObjectNode) each).remove(List.of("title", "contentType")));
    var view = Views.of(Json.MAPPER.treeToValue(sent, Submission.class));

    assertFalse(told(view).contains("Documenten"), told(view));
    assertEquals(
        view.documents().size(),
        ReportToDocument.map(view, BASE, Language.NL).getEntry().stream()
            .filter(entry -> entry.getResource() instanceof DocumentReference)
            .count());
  }

  private static ReferralView asked(Optional<OffsetDateTime> retracted) throws IOException {
    var question =
        new Question(
            Optional.of(Views.id("document", 6)),
            List.of(),
            Optional.of(Views.AT),
            Optional.of(true),
            Optional.of("Welke klas?"),
            retracted);
    return Views.of(
        RoundTripTest.example("submission"),
        ReferralStatus.TAKEN_UP,
        Optional.empty(),
        List.of(question),
        List.of());
  }

  private static String told(ReferralView view) {
    var composition =
        (Composition)
            ReportToDocument.map(view, BASE, Language.NL).getEntryFirstRep().getResource();
    return composition.getSection().stream()
        .map(section -> section.getText().getDivAsString())
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({"NL"})
  void everySectionEntryIsInTheDocument(Language language) {
    var document = ReportToDocument.map(view, BASE, language);
    var places = new HashSet<String>();
    document.getEntry().stream().map(BundleEntryComponent::getFullUrl).forEach(places::add);

    assertEquals(document.getEntry().size(), places.size(), "each once");
    ((Composition) document.getEntryFirstRep().getResource())
        .getSection()
        .forEach(
            section ->
                section
                    .getEntry()
                    .forEach(
                        entry ->
                            assertTrue(
                                places.contains(BASE + "/" + entry.getReference()),
                                entry::getReference)));
  }
}
