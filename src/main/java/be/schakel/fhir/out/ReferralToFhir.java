package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * A released report as a FHIR R4 {@code ServiceRequest}, from which everything else of it can be
 * reached: what has an address of its own by reference, the rest inside.
 *
 * <p>Pure: no I/O, no clock, no consent. What the view leaves out stays out, so a mapping mistake
 * cannot disclose a field that the decision withheld.
 */
public final class ReferralToFhir {

  private final ReferralView view;
  private final Language language;
  private final ServiceRequest request = new ServiceRequest();

  private ReferralToFhir(ReferralView view, Language language) {
    this.view = view;
    this.language = language;
  }

  public static ServiceRequest request(ReferralView view, Language language) {
    var mapping = new ReferralToFhir(view, language);
    mapping.head();
    mapping.reasons();
    mapping.contact();
    mapping.centre();
    mapping.around();
    return mapping.request;
  }

  /** The same as a list shows it, which holds no texts, persons or documents. */
  public static ServiceRequest listed(ReferralView view, Language language) {
    var request = request(view, language);
    request.getMeta().addTag(Systems.SUBSETTED, "SUBSETTED", null);
    return request;
  }

  /** What stands behind the subject of a report: its child, or the group and its children. */
  public static List<Resource> subjects(ReferralView view) {
    var children = view.children().stream().map(ChildToFhir::patient);
    return Stream.concat(
            view.children().size() > 1 ? Stream.of(group(view)) : Stream.<Resource>empty(),
            children)
        .toList();
  }

  /** The siblings of a report. */
  public static Group group(ReferralView view) {
    var group = new Group().setType(Group.GroupType.PERSON).setActual(true);
    view.id().ifPresent(id -> group.setId(id.toString()));
    view.children().stream()
        .flatMap(child -> ChildToFhir.subject(child).stream())
        .forEach(child -> group.addMember().setEntity(child));
    return group;
  }

  /** The one child, or the Group of them. */
  public static Optional<Reference> subject(ReferralView view) {
    return view.children().size() == 1
        ? ChildToFhir.subject(view.children().get(0))
        : view.id()
            .filter(id -> !view.children().isEmpty())
            .map(id -> Coded.reference("Group", id));
  }

  private void head() {
    view.id().ifPresent(id -> request.setId(id.toString()));
    view.lastUpdated().ifPresent(at -> request.getMeta().setLastUpdatedElement(Coded.instant(at)));
    view.reference()
        .ifPresent(
            reference -> request.addIdentifier().setSystem(Systems.REFERRAL).setValue(reference));
    view.yourReference()
        .ifPresent(
            yours -> request.addIdentifier().setSystem(yours.system()).setValue(yours.value()));
    request
        .setStatus(
            view.status()
                .map(
                    status ->
                        StatusToFhir.of(
                            status, view.retraction().flatMap(ReferralView.Retraction::reason)))
                .orElse(ServiceRequestStatus.UNKNOWN))
        .setIntent(ServiceRequestIntent.ORDER);
    view.handlingRequested()
        .ifPresent(handling -> request.addCategory(Coded.concept(handling, language)));
    view.urgency().map(StatusToFhir::priority).ifPresent(request::setPriority);
    view.type().ifPresent(type -> request.setCode(Coded.concept(type, language)));
    subject(view).ifPresent(request::setSubject);
    view.receivedAt().ifPresent(at -> request.setAuthoredOnElement(Coded.time(at)));
    view.facts().ifPresent(facts -> request.addNote().setText(facts));
    view.developments().forEach(this::development);
    view.kindreflexSector()
        .ifPresent(sector -> request.addExtension(Coded.extension("kindreflex-sector", sector)));
    view.channel().ifPresent(channel -> request.addExtension(Coded.extension("channel", channel)));
    view.reporterCategory()
        .ifPresent(
            category -> request.addExtension(Coded.extension("reporter-category", category)));
  }

  private void development(ReferralView.Development development) {
    development
        .text()
        .ifPresent(
            text -> {
              var note = request.addNote().setText(text);
              development
                  .occurredAt()
                  .or(development::recordedAt)
                  .ifPresent(at -> note.setTimeElement(Coded.time(at)));
            });
    development.documents().forEach(this::document);
  }

  /** For all children together, or a Condition for each where they differ. */
  private void reasons() {
    var children = view.children();
    var reasons =
        children.stream()
            .map(child -> ChildToFhir.reason(child, language).orElseGet(CodeableConcept::new))
            .toList();
    if (reasons.isEmpty()) {
      return;
    }
    var first = reasons.get(0);
    if (reasons.stream().allMatch(first::equalsDeep)) {
      if (first.hasCoding()) {
        request.addReasonCode(first);
      }
      return;
    }
    for (var i = 0; i < reasons.size(); i++) {
      if (reasons.get(i).hasCoding()) {
        var id = "problem-" + (i + 1);
        contain(ChildToFhir.condition(children.get(i), reasons.get(i), id));
        request.addReasonReference(Coded.contained(id));
      }
    }
  }

  private void contact() {
    if (view.contact().isEmpty() && view.reporter().isEmpty()) {
      return;
    }
    var role = new PractitionerRole();
    role.setId("contact");
    view.contact()
        .ifPresent(
            contact -> {
              contact
                  .name()
                  .ifPresent(
                      name -> {
                        var person = new Practitioner();
                        person.setId("contact-person");
                        person.addName().setText(name);
                        contain(person);
                        role.setPractitioner(Coded.contained("contact-person"));
                      });
              contact.role().ifPresent(word -> role.addCode().setText(word));
              contact
                  .phone()
                  .ifPresent(
                      phone ->
                          role.addTelecom().setSystem(ContactPointSystem.PHONE).setValue(phone));
              contact
                  .email()
                  .ifPresent(
                      email ->
                          role.addTelecom().setSystem(ContactPointSystem.EMAIL).setValue(email));
            });
    view.reporter()
        .ifPresent(
            reporter -> {
              var organization = new Organization();
              organization.setId("reporter");
              reporter
                  .code()
                  .ifPresent(
                      code ->
                          organization.addIdentifier(
                              new Identifier().setSystem(Systems.PARTNER).setValue(code)));
              reporter.name().ifPresent(name -> organization.setName(name.in(language)));
              reporter
                  .kind()
                  .ifPresent(kind -> organization.addType(Coded.concept(kind, language)));
              contain(organization);
              role.setOrganization(Coded.contained("reporter"));
            });
    contain(role);
    request.setRequester(Coded.contained("contact"));
  }

  private void centre() {
    view.vk()
        .ifPresent(
            vk -> {
              contain(StatusToFhir.organization(vk, language));
              request.addPerformer(Coded.contained(StatusToFhir.VK));
            });
  }

  private void around() {
    for (var i = 0; i < view.children().size(); i++) {
      var id = "child-view-" + (i + 1);
      ChildToFhir.view(view.children().get(i), id)
          .ifPresent(
              observation -> {
                contain(observation);
                request.addSupportingInfo(Coded.contained(id));
              });
    }
    for (var i = 0; i < view.persons().size(); i++) {
      person(view.persons().get(i), "person-" + (i + 1));
    }
    view.consents().stream()
        .flatMap(consent -> consent.id().stream())
        .forEach(id -> request.addSupportingInfo(Coded.reference("Consent", id)));
    view.documents().forEach(this::document);
    view.originals().stream()
        .flatMap(original -> original.id().stream())
        .forEach(id -> request.addRelevantHistory(Coded.reference("Provenance", id)));
  }

  /** One for each child it belongs to; who has no key has no address either, and stands inside. */
  private void person(ReferralView.Person person, String id) {
    var children =
        person.childIds().isEmpty()
            ? view.children().stream().flatMap(child -> child.id().stream()).toList()
            : person.childIds();
    for (UUID child : children) {
      if (person.key().isPresent()) {
        var address = "RelatedPerson/" + FhirIds.person(child, person.key().get());
        request.addSupportingInfo(new Reference(address));
      } else {
        var inside = id + "-" + (children.indexOf(child) + 1);
        var related = PersonToFhir.map(person, child, language);
        related.setId(inside);
        contain(related);
        request.addSupportingInfo(Coded.contained(inside));
      }
    }
  }

  private void document(ReferralView.Document document) {
    document
        .id()
        .ifPresent(id -> request.addSupportingInfo(Coded.reference("DocumentReference", id)));
  }

  private void contain(Resource resource) {
    request.addContained(resource);
  }
}
