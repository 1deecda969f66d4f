package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Issue;
import be.schakel.referral.OriginalView;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * What was sent, as the {@code Provenance} of the report that it became: the digest of its bytes,
 * and each place that was understood otherwise than it was written. Pure.
 */
public final class OriginalToFhir {

  private static final String LIFECYCLE =
      "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
  private static final String PARTICIPANT =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

  private OriginalToFhir() {}

  /**
   * @param report that the original became, or was added to
   */
  public static Provenance map(OriginalView original, UUID report) {
    var provenance = new Provenance();
    provenance.addTarget(Coded.reference("ServiceRequest", report));
    original.receivedAt().ifPresent(at -> provenance.setRecordedElement(Coded.instant(at)));
    provenance.setActivity(
        concept(LIFECYCLE, original.changes().isEmpty() ? "receive" : "transform"));
    original
        .sender()
        .ifPresent(
            sender ->
                provenance
                    .addAgent()
                    .setType(concept(PARTICIPANT, "author"))
                    .getWho()
                    .setType("Organization")
                    .setIdentifier(new Identifier().setSystem(Systems.PARTNER).setValue(sender)));
    provenance
        .addAgent()
        .setType(concept(PARTICIPANT, "assembler"))
        .setWho(new Reference().setType("Device").setDisplay("Schakel"));
    original
        .id()
        .ifPresent(
            id -> {
              provenance.setId(id.toString());
              var source = provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE);
              original.sha256().ifPresent(digest -> source.getWhat().setIdentifier(name(digest)));
            });
    original.changes().forEach(change -> provenance.addExtension(extension(change)));
    return provenance;
  }

  /** The name of content by its digest (RFC 6920, section 3). */
  private static Identifier name(String sha256) {
    var digest = HexFormat.of().parseHex(sha256);
    return new Identifier()
        .setSystem(Systems.URI)
        .setValue(
            "ni:///sha-256;" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
  }

  private static Extension extension(Issue change) {
    var extension = new Extension(Systems.EXTENSION + "normalisation");
    extension.addExtension("code", new CodeType(change.code().name()));
    extension.addExtension("place", new StringType(change.pointer()));
    return extension;
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
