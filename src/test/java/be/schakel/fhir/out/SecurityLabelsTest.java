package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.fhir.RoundTripTest;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;

/** Whoever gets something is told how careful to be with it. */
class SecurityLabelsTest {

  @Test
  void reportTellsWhatIsInIt() throws IOException {
    var view = Views.of(RoundTripTest.example("submission"));

    assertEquals(
        List.of("V", "SDV", "RECEIPT", "STATUS", "CONCERN", "CHILD_VIEW"),
        labels(ReferralToFhir.request(view, Language.NL)).stream()
            .filter(code -> !code.equals("REPORTER_ID") && !code.equals("FAMILY_ID"))
            .toList());
    assertEquals(
        List.of("R", "SDV", "STATUS", "ADVICE"), labels(StatusToFhir.task(view, Language.NL)));
  }

  @Test
  void whatWasSentIsOfTheReceipt() throws IOException {
    var view = Views.of(RoundTripTest.example("submission"));
    var sent = OriginalToFhir.map(view.originals().get(0), Views.REFERRAL);
    assertEquals(List.of("R", "SDV", "RECEIPT"), labels(sent));
    var contents = ReportToDocument.map(view, "https://a.example", Language.NL).getEntryFirstRep();
    assertEquals("V", labels(contents.getResource()).get(0));
  }

  @Test
  void secretAddressIsVeryRestricted() {
    var child = new Patient();
    child.addAddress().setCity("Antwerpen");
    assertEquals(List.of("R", "SDV", "CHILD_ID", "ADDRESS"), labels(child.copy()));

    child.addExtension(Coded.extension("secret-address", new BooleanType(true)));
    assertEquals(List.of("V", "SDV", "CHILD_ID", "ADDRESS"), labels(child));
  }

  @Test
  void everyEntryHasItsOwnAndWhatIsAboutNobodyHasNone() {
    var bundle = new Bundle();
    bundle.addEntry().setResource(new Patient().setActive(true));
    bundle.addEntry().setResource(new Subscription().setCriteria("Task"));
    SecurityLabels.on(bundle);

    assertEquals(List.of("R", "SDV", "CHILD_ID"), codes(bundle.getEntryFirstRep().getResource()));
    assertFalse(bundle.getEntry().get(1).getResource().getMeta().hasSecurity());
  }

  @Test
  void aBundleHasTheStrictestOfWhatIsInIt() {
    var bundle = new Bundle();
    bundle.addEntry().setResource(new Patient().setActive(true));
    assertEquals(List.of("R", "SDV", "CHILD_ID"), labels(bundle.copy()));

    var hidden = new Patient();
    hidden.addExtension(Coded.extension("secret-address", new BooleanType(true)));
    bundle.addEntry().setResource(hidden);
    assertEquals(Set.of("V", "SDV", "CHILD_ID"), Set.copyOf(labels(bundle)));
  }

  @Test
  void aDocumentHasTheLabelsOfItsCategory() {
    var binary = new Binary();
    SecurityLabels.on(binary, Optional.of(DataCategory.MEDICAL));
    assertEquals(List.of("R", "SDV", "MEDICAL"), codes(binary));
    var report = new Binary();
    SecurityLabels.on(report, Optional.of(DataCategory.PARKET_REPORT));
    assertEquals(List.of("V", "SDV", "PARKET_REPORT"), codes(report));
  }

  private static List<String> labels(Resource resource) {
    SecurityLabels.on(resource);
    return codes(resource);
  }

  private static List<String> codes(Resource resource) {
    return resource.getMeta().getSecurity().stream().map(Coding::getCode).toList();
  }
}
