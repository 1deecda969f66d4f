package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of an organisation is told as it is read, however the organisation is named. */
class RegisterNumbersTest {

  private static final String URL = "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824f";
  private static final String CBE =
      "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/cbe";

  /** It is known by its certificate, and its numbers are not kept. */
  @Test
  void wrongNumberOfTheOrganisationOfARequesterIsTold() {
    var bundle = organisation();
    bundle.with("PractitionerRole", "/organization", "{\"reference\": \"" + URL + "\"}");
    var place = bundle.path("Organization") + ".identifier";
    assertEquals(
        List.of(
            new Issue(place + "[0]", Code.VALUE_NORMALISED),
            new Issue(place + "[0].value", Code.CBE_CHECKSUM),
            Unread.lost(place, "Organization.identifier")),
        bundle.map().remarks());
  }

  /** Nothing of it is read otherwise, since it stays in the bytes of a document. */
  @Test
  void wrongNumberOfWhoMadeAResultIsTold() {
    var bundle = organisation();
    bundle.and(
        "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824c",
        """
        {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Bloedbeeld"},
         "performer": [{"reference": "%s"}], "subject": {"reference": "%s"}}"""
            .formatted(URL, bundle.url("Patient")));
    assertEquals(
        List.of(new Issue(bundle.path("Organization") + ".identifier[0].value", Code.CBE_CHECKSUM)),
        bundle.map().remarks());
  }

  private static Bundles organisation() {
    return Bundles.whole()
        .and(
            URL,
            """
            {"resourceType": "Organization", "name": "UZ Voorbeeld",
             "identifier": [{"system": "%s", "value": "0123.456.740"}]}"""
                .formatted(CBE));
  }
}
