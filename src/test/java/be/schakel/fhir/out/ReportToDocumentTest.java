package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.RoundTripTest;
import be.schakel.fhir.guide.R4;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import java.io.IOException;
import java.util.HashSet;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Composition;
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
