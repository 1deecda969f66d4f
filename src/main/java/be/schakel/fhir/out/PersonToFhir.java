package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.RelatedPerson;

/** A released parent or carer as a FHIR R4 {@code RelatedPerson} of one child. Pure. */
public final class PersonToFhir {

  private PersonToFhir() {}

  public static RelatedPerson map(ReferralView.Person person, UUID child, Language language) {
    var related = new RelatedPerson();
    person.key().ifPresent(key -> related.setId(FhirIds.person(child, key)));
    related.setPatient(Coded.reference("Patient", child));
    person.role().ifPresent(role -> related.addRelationship(Coded.concept(role, language)));
    ChildToFhir.name(person.familyName(), person.givenNames()).ifPresent(related::addName);
    person
        .authority()
        .ifPresent(
            authority -> related.addExtension(Coded.extension("authority-status", authority)));
    person
        .language()
        .ifPresent(
            spoken ->
                related
                    .addCommunication()
                    .setPreferred(true)
                    .setLanguage(
                        new CodeableConcept(
                            new Coding().setSystem(Systems.LANGUAGE).setCode(spoken))));
    person
        .interpreter()
        .ifPresent(
            needed ->
                related.addExtension(Coded.extension("interpreter", new BooleanType(needed))));
    person.informed().ifPresent(told -> related.addExtension(ChildToFhir.informed(told)));
    return related;
  }
}
