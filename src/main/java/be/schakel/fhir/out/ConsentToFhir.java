package be.schakel.fhir.out;

import be.schakel.access.ConsentView;
import be.schakel.fhir.guide.Systems;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.Language;
import java.util.UUID;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * A released consent as a FHIR R4 {@code Consent} in the shape of IHE Privacy Consent on FHIR.
 * Pure.
 */
public final class ConsentToFhir {

  /** Its security labels make it one of the advanced ones. */
  private static final String PROFILE =
      "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentAdvanced";

  private ConsentToFhir() {}

  public static Consent map(ConsentView given, Language language) {
    var consent = new Consent();
    given.id().ifPresent(id -> consent.setId(id.toString()));
    consent.getMeta().addProfile(PROFILE);
    given.version().ifPresent(version -> consent.getMeta().setVersionId(version.toString()));
    consent
        .setStatus(given.status().map(ConsentToFhir::state).orElse(ConsentState.ACTIVE))
        .setScope(concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"))
        .addCategory(concept("http://loinc.org", "59284-0"));
    // R4 ppc-1: a Consent names the policy it is given under
    consent.addPolicy().setUri(Systems.OWN + "policy/consent");
    given.child().ifPresent(child -> consent.setPatient(Coded.reference("Patient", child)));
    given.recordedAt().ifPresent(at -> consent.setDateTimeElement(Coded.time(at)));
    consent.addOrganization(organization(given));
    consent.setSource(new Attachment().setTitle("Consent"));
    given
        .evidenceHash()
        .ifPresent(
            hash ->
                consent
                    .getSource()
                    .addExtension(Coded.extension("evidence-hash", new StringType(hash))));
    given
        .givers()
        .forEach(
            key ->
                given.child().ifPresent(child -> consent.addPerformer(giver(given, child, key))));
    extensions(given, consent);
    provision(given, consent, language);
    return consent;
  }

  /** Who keeps it; a reader who may not know which centre that is sees all of them. */
  private static Reference organization(ConsentView given) {
    return given
        .recordedBy()
        .map(
            code ->
                new Reference()
                    .setIdentifier(new Identifier().setSystem(Systems.PARTNER).setValue(code)))
        .orElseGet(() -> new Reference().setDisplay("Vertrouwenscentra Kindermishandeling"));
  }

  private static void extensions(ConsentView given, Consent consent) {
    given
        .method()
        .ifPresent(method -> consent.addExtension(Coded.extension("consent-method", method)));
    given
        .language()
        .ifPresent(
            spoken ->
                consent.addExtension(Coded.extension("consent-language", new CodeType(spoken))));
    given
        .otherParentPresumption()
        .ifPresent(
            presumed ->
                consent.addExtension(
                    Coded.extension("other-parent-presumption", new BooleanType(presumed))));
    given
        .interpreter()
        .ifPresent(
            present ->
                consent.addExtension(
                    Coded.extension("consent-interpreter", new BooleanType(present))));
    given
        .informedItems()
        .forEach(
            item ->
                consent.addExtension(Coded.extension("consent-informed", new StringType(item))));
  }

  private static void provision(ConsentView given, Consent consent, Language language) {
    var provision = consent.getProvision().setType(ConsentProvisionType.PERMIT);
    given
        .validFrom()
        .ifPresent(
            from -> provision.getPeriod().setStartElement(new DateTimeType(from.toString())));
    given
        .validTo()
        .ifPresent(to -> provision.getPeriod().setEndElement(new DateTimeType(to.toString())));
    given
        .grantee()
        .ifPresent(
            code ->
                provision
                    .addActor()
                    .setRole(
                        concept(
                            "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"))
                    .setReference(
                        new Reference()
                            .setIdentifier(
                                new Identifier().setSystem(Systems.PARTNER).setValue(code))));
    given
        .categories()
        .forEach(category -> provision.addSecurityLabel(Coded.coding(category, language)));
    given.purposes().forEach(purpose -> provision.addPurpose(Coded.coding(purpose, language)));
  }

  private static Reference giver(ConsentView given, UUID child, String key) {
    return given.childKey().filter(key::equals).isPresent()
        ? Coded.reference("Patient", child)
        : new Reference("RelatedPerson/" + FhirIds.person(child, key));
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding().setSystem(system).setCode(code));
  }

  public static ConsentState state(ConsentStatus status) {
    return switch (status) {
      case ACTIVE -> ConsentState.ACTIVE;
      case REFUSED -> ConsentState.REJECTED;
      case WITHDRAWN, EXPIRED, SUPERSEDED -> ConsentState.INACTIVE;
      case PENDING_CHILD_CONFIRMATION -> ConsentState.PROPOSED;
    };
  }
}
