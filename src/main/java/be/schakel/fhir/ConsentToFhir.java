package be.schakel.fhir;

import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.Language;
import java.util.UUID;
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

/**
 * A released consent as a FHIR R4 {@code Consent} in the shape of IHE Privacy Consent on FHIR.
 * Pure.
 */
final class ConsentToFhir {

  private ConsentToFhir() {}

  static Consent map(ReferralView.Consent given, Language language) {
    var consent = new Consent();
    given.id().ifPresent(id -> consent.setId(id.toString()));
    consent
        .setStatus(given.status().map(ConsentToFhir::state).orElse(ConsentState.ACTIVE))
        .setScope(concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"))
        .addCategory(concept("http://loinc.org", "59284-0"));
    // R4 ppc-1: a Consent names the policy it is given under
    consent.addPolicy().setUri(Systems.OWN + "policy/consent");
    given.childId().ifPresent(child -> consent.setPatient(Coded.reference("Patient", child)));
    given
        .givers()
        .forEach(
            key ->
                given.childId().ifPresent(child -> consent.addPerformer(giver(given, child, key))));
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
    provision(given, consent, language);
    return consent;
  }

  private static void provision(ReferralView.Consent given, Consent consent, Language language) {
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

  private static Reference giver(ReferralView.Consent given, UUID child, String key) {
    return given.child().filter(key::equals).isPresent()
        ? Coded.reference("Patient", child)
        : new Reference("RelatedPerson/" + FhirIds.person(child, key));
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding().setSystem(system).setCode(code));
  }

  static ConsentState state(ConsentStatus status) {
    return switch (status) {
      case ACTIVE -> ConsentState.ACTIVE;
      case REFUSED -> ConsentState.REJECTED;
      case WITHDRAWN, EXPIRED, SUPERSEDED -> ConsentState.INACTIVE;
      case PENDING_CHILD_CONFIRMATION -> ConsentState.PROPOSED;
    };
  }
}
