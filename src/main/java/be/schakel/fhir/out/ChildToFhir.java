package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.referral.LinkView;
import be.schakel.referral.ReferralView;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.ChildLink;
import be.schakel.vocabulary.Gender;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartialDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * A released child as a FHIR R4 {@code Patient}, with its problem and what it said itself.
 *
 * <p>Pure: no I/O, no clock, no consent. What the view leaves out stays out, so a mapping mistake
 * cannot disclose a field that the decision withheld.
 */
public final class ChildToFhir {

  private ChildToFhir() {}

  public static Patient patient(ReferralView.Child child) {
    var patient = new Patient();
    child.id().ifPresent(id -> patient.setId(id.toString()));
    child.insz().ifPresent(insz -> patient.addIdentifier().setSystem(Systems.SSIN).setValue(insz));
    child
        .noInszReason()
        .ifPresent(reason -> patient.addExtension(Coded.extension("no-insz-reason", reason)));
    name(child.familyName(), child.givenNames()).ifPresent(patient::addName);
    child.birthDate().ifPresent(date -> patient.setBirthDateElement(date(date)));
    child
        .expectedBirthDate()
        .ifPresent(
            date -> patient.addExtension(Coded.extension("expected-birth-date", date(date))));
    child.gender().map(ChildToFhir::gender).ifPresent(patient::setGender);
    child.address().map(ChildToFhir::address).ifPresent(patient::addAddress);
    child
        .secretAddress()
        .ifPresent(
            secret ->
                patient.addExtension(Coded.extension("secret-address", new BooleanType(secret))));
    child.informed().ifPresent(informed -> patient.addExtension(informed(informed)));
    child.links().forEach(link -> link(link).ifPresent(patient::addLink));
    return patient;
  }

  private static Optional<Patient.PatientLinkComponent> link(LinkView link) {
    return link.child()
        .flatMap(
            other ->
                link.type()
                    .map(
                        type ->
                            new Patient.PatientLinkComponent()
                                .setOther(Coded.reference("Patient", other))
                                .setType(type(type))));
  }

  private static Patient.LinkType type(ChildLink type) {
    return switch (type) {
      case SEE_ALSO -> Patient.LinkType.SEEALSO;
      case REPLACES -> Patient.LinkType.REPLACES;
      case REPLACED_BY -> Patient.LinkType.REPLACEDBY;
    };
  }

  /** What the child said itself, to stand inside the ServiceRequest. */
  static Optional<Observation> view(ReferralView.Child child, String id) {
    return child
        .view()
        .map(
            view -> {
              var observation = new Observation();
              observation.setId(id);
              observation
                  .setStatus(Observation.ObservationStatus.FINAL)
                  .setCode(
                      new CodeableConcept(
                          new Coding()
                              .setSystem(Systems.list("observation"))
                              .setCode(Systems.CHILD_VIEW)));
              subject(child).ifPresent(observation::setSubject);
              view.date()
                  .ifPresent(date -> observation.setEffective(new DateTimeType(date.toString())));
              view.heardBy()
                  .ifPresent(who -> observation.addPerformer(new Reference().setDisplay(who)));
              view.inOwnWords().ifPresent(words -> observation.setValue(new StringType(words)));
              view.mayBeShared()
                  .ifPresent(
                      may ->
                          observation.addExtension(
                              Coded.extension("may-be-shared", new BooleanType(may))));
              return observation;
            });
  }

  /** Problem and contexts; empty when neither may be seen. */
  static Optional<CodeableConcept> reason(ReferralView.Child child, Language language) {
    var reason = new CodeableConcept();
    child.problem().ifPresent(problem -> reason.addCoding(Coded.coding(problem, language)));
    child.contexts().forEach(context -> reason.addCoding(Coded.coding(context, language)));
    return reason.hasCoding() ? Optional.of(reason) : Optional.empty();
  }

  /** The problem of one child, where siblings differ. */
  static Condition condition(ReferralView.Child child, CodeableConcept reason, String id) {
    var condition = new Condition();
    condition.setId(id);
    condition.setCode(reason);
    subject(child).ifPresent(condition::setSubject);
    return condition;
  }

  static Optional<Reference> subject(ReferralView.Child child) {
    return child.id().map(id -> Coded.reference("Patient", id));
  }

  static Optional<HumanName> name(Optional<String> family, List<String> given) {
    if (family.isEmpty() && given.isEmpty()) {
      return Optional.empty();
    }
    var name = new HumanName();
    family.ifPresent(name::setFamily);
    given.forEach(name::addGiven);
    return Optional.of(name);
  }

  static Extension informed(Submission.Informed informed) {
    var extension = new Extension(Systems.EXTENSION + "informed");
    informed.told().ifPresent(told -> extension.addExtension("told", new BooleanType(told)));
    informed
        .date()
        .ifPresent(date -> extension.addExtension("date", new DateType(date.toString())));
    informed.how().ifPresent(how -> extension.addExtension("how", new StringType(how)));
    informed
        .reason()
        .ifPresent(reason -> extension.addExtension("reason", new CodeType(reason.name())));
    return extension;
  }

  private static DateType date(PartialDate date) {
    return new DateType(date.text());
  }

  private static Address address(Submission.Address given) {
    var address = new Address().setUse(Address.AddressUse.HOME);
    given.lines().forEach(address::addLine);
    given.postalCode().ifPresent(address::setPostalCode);
    given.city().ifPresent(address::setCity);
    given.country().ifPresent(address::setCountry);
    return address;
  }

  private static AdministrativeGender gender(Gender gender) {
    return switch (gender) {
      case MALE -> AdministrativeGender.MALE;
      case FEMALE -> AdministrativeGender.FEMALE;
      case OTHER -> AdministrativeGender.OTHER;
      case UNKNOWN -> AdministrativeGender.UNKNOWN;
    };
  }
}
