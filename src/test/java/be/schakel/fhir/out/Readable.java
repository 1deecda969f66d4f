package be.schakel.fhir.out;

import be.schakel.fhir.guide.R4;
import be.schakel.vocabulary.Language;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Resource;

/** What people read of a document that is made for a test. */
final class Readable {

  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T10:00:00+01:00");

  private Readable() {}

  static String observation(String id, String said) {
    return """
        {"resourceType": "Observation", "id": "%s", "status": "final", "code": {"text": "Test %s"}, %s}"""
        .formatted(id, id, said);
  }

  static Bundle read(String... resources) {
    return of(collection(resources));
  }

  static Bundle collection(String... resources) {
    var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (var json : resources) {
      var resource = (Resource) R4.json().parseResource(json);
      bundle
          .addEntry()
          .setFullUrl("https://lab.example/" + resource.fhirType() + "/" + resource.getIdPart())
          .setResource(resource);
    }
    return bundle;
  }

  static Bundle of(Bundle sent, UUID... children) {
    var stored = Views.medicalDocument(List.of(children));
    return ReadableDocument.of(sent, true, stored, NOW, Language.NL);
  }

  static String told(Bundle document) {
    return ((Composition) document.getEntryFirstRep().getResource())
        .getSection().stream()
            .map(section -> section.getText().getDivAsString())
            .collect(Collectors.joining());
  }

  static String head(Bundle document) {
    return ((Composition) document.getEntryFirstRep().getResource()).getText().getDivAsString();
  }

  static List<String> cells(String told) {
    return Pattern.compile("<td>(.*?)</td>")
        .matcher(told)
        .results()
        .map(found -> found.group(1).replace("&lt;", "<"))
        .toList();
  }
}
