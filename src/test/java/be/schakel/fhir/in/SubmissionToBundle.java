package be.schakel.fhir.in;

import be.schakel.consent.GivenConsent;
import be.schakel.edge.Json;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.PartialDate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The transaction a careful hospital would send for a submission, written from the table in the
 * contract and not from the mapping.
 */
public final class SubmissionToBundle {

  private static final String OWN = "https://schakel.example/fhir/";

  private final ObjectNode bundle = Json.MAPPER.createObjectNode();
  private final Map<String, String> urls = new HashMap<>();

  private SubmissionToBundle() {
    bundle.put("resourceType", "Bundle").put("type", "transaction");
  }

  /**
   * @param submission in the shape of the contract
   */
  public static ObjectNode of(ObjectNode submission) {
    try {
      return bundle(Json.MAPPER.treeToValue(submission, Submission.class));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(broken);
    }
  }

  public static ObjectNode bundle(Submission submission) {
    var made = new SubmissionToBundle();
    made.fill(submission);
    return made.bundle;
  }

  private void fill(Submission submission) {
    var request = entry("ServiceRequest");
    request.put("status", "active").put("intent", "order");
    coding(request.putObject("code"), "referral-type", submission.type().name());
    submission
        .handlingRequested()
        .ifPresent(
            handling ->
                coding(request.withArray("category").addObject(), "handling", handling.name()));
    submission
        .urgency()
        .ifPresent(
            urgency ->
                request.put(
                    "priority",
                    switch (urgency) {
                      case ROUTINE -> "routine";
                      case URGENT -> "urgent";
                      case ACUTE_DANGER -> "stat";
                    }));
    submission
        .yourReference()
        .ifPresent(
            reference ->
                request
                    .withArray("identifier")
                    .addObject()
                    .put("system", reference.system())
                    .put("value", reference.value()));
    submission.facts().ifPresent(facts -> request.withArray("note").addObject().put("text", facts));
    submission
        .kindreflexSector()
        .ifPresent(
            sector -> extension(request, "kindreflex-sector").put("valueCode", sector.name()));
    submission.contact().ifPresent(contact -> contact(request, contact));
    submission
        .preferredVk()
        .ifPresent(vk -> partner(request.withArray("performer").addObject(), vk));
    submission
        .channel()
        .ifPresent(channel -> extension(request, "channel").put("valueCode", channel.name()));
    submission
        .receivedAt()
        .ifPresent(
            at ->
                extension(request, "received-at")
                    .put("valueDateTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at)));
    submission
        .reporterCategory()
        .ifPresent(
            category -> extension(request, "reporter-category").put("valueCode", category.name()));
    children(request, submission);
    submission.persons().forEach(person -> person(person, submission));
    submission.consents().forEach(this::consent);
    submission.documents().forEach(document -> document(document, submission));
  }

  private void children(ObjectNode request, Submission submission) {
    for (var child : submission.children()) {
      child(child);
    }
    if (submission.children().size() == 1) {
      reference(request.putObject("subject"), submission.children().get(0).key());
    } else {
      var group = entry("Group");
      urls.put("group", url());
      group.put("type", "person").put("actual", true);
      submission
          .children()
          .forEach(
              child ->
                  reference(
                      group.withArray("member").addObject().putObject("entity"), child.key()));
      reference(request.putObject("subject"), "group");
    }
    var same =
        submission.children().stream().map(c -> c.problem() + "" + c.contexts()).distinct().count()
            == 1;
    for (var child : submission.children()) {
      if (same) {
        reason(request.withArray("reasonCode").addObject(), child);
        break;
      }
      var condition = entry("Condition");
      reference(condition.putObject("subject"), child.key());
      reason(condition.putObject("code"), child);
    }
  }

  private static void reason(ObjectNode concept, Submission.Child child) {
    coding(concept, "problem-category", child.problem().name());
    child.contexts().forEach(context -> coding(concept, "specific-context", context.name()));
  }

  private void child(Submission.Child child) {
    var patient = entry("Patient");
    urls.put(child.key(), url());
    child
        .insz()
        .ifPresent(
            insz ->
                patient
                    .withArray("identifier")
                    .addObject()
                    .put(
                        "system",
                        "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin")
                    .put("value", insz));
    child
        .noInszReason()
        .ifPresent(reason -> extension(patient, "no-insz-reason").put("valueCode", reason.name()));
    name(patient, child.familyName(), child.givenNames());
    child.birthDate().map(PartialDate::text).ifPresent(date -> patient.put("birthDate", date));
    child
        .expectedBirthDate()
        .map(PartialDate::text)
        .ifPresent(date -> extension(patient, "expected-birth-date").put("valueDate", date));
    child.gender().ifPresent(gender -> patient.put("gender", gender.name().toLowerCase()));
    child
        .address()
        .ifPresent(
            address -> {
              var home = patient.withArray("address").addObject();
              address.lines().forEach(line -> home.withArray("line").add(line));
              address.postalCode().ifPresent(code -> home.put("postalCode", code));
              address.city().ifPresent(city -> home.put("city", city));
              address.country().ifPresent(country -> home.put("country", country));
            });
    child
        .secretAddress()
        .ifPresent(secret -> extension(patient, "secret-address").put("valueBoolean", secret));
    child.informed().ifPresent(informed -> informed(patient, informed));
    child.view().ifPresent(view -> view(child.key(), view));
  }

  private void view(String child, Submission.ChildsView view) {
    var observation = entry("Observation");
    observation.put("status", "final");
    coding(observation.putObject("code"), "observation", "child-view");
    reference(observation.putObject("subject"), child);
    view.date().ifPresent(date -> observation.put("effectiveDateTime", date.toString()));
    view.heardBy()
        .ifPresent(who -> observation.withArray("performer").addObject().put("display", who));
    view.inOwnWords().ifPresent(words -> observation.put("valueString", words));
    view.mayBeShared()
        .ifPresent(may -> extension(observation, "may-be-shared").put("valueBoolean", may));
  }

  private void person(Submission.Person person, Submission submission) {
    var of =
        person.of().isEmpty()
            ? submission.children().stream().map(Submission.Child::key).toList()
            : person.of();
    for (var child : of) {
      var related = entry("RelatedPerson");
      person.key().ifPresent(key -> urls.put(key, url()));
      reference(related.putObject("patient"), child);
      person
          .role()
          .ifPresent(
              role ->
                  coding(
                      related.withArray("relationship").addObject(), "parental-role", role.name()));
      name(related, person.familyName(), person.givenNames());
      person
          .authority()
          .ifPresent(
              authority ->
                  extension(related, "authority-status").put("valueCode", authority.name()));
      person
          .language()
          .ifPresent(
              language ->
                  related
                      .withArray("communication")
                      .addObject()
                      .putObject("language")
                      .withArray("coding")
                      .addObject()
                      .put("system", "urn:ietf:bcp:47")
                      .put("code", language));
      person
          .interpreter()
          .ifPresent(needed -> extension(related, "interpreter").put("valueBoolean", needed));
      person.informed().ifPresent(informed -> informed(related, informed));
    }
  }

  private void consent(GivenConsent given) {
    var consent = entry("Consent");
    consent.put("status", "active");
    consent
        .putObject("scope")
        .withArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/consentscope")
        .put("code", "patient-privacy");
    consent
        .withArray("category")
        .addObject()
        .withArray("coding")
        .addObject()
        .put("system", "http://loinc.org")
        .put("code", "59284-0");
    reference(consent.putObject("patient"), given.child());
    given.givers().forEach(key -> reference(consent.withArray("performer").addObject(), key));
    consent.withArray("policy").addObject().put("uri", OWN + "policy/consent");
    var provision = consent.putObject("provision");
    provision.put("type", "permit");
    given
        .validFrom()
        .ifPresent(from -> provision.withObject("/period").put("start", from.toString()));
    given.validTo().ifPresent(to -> provision.withObject("/period").put("end", to.toString()));
    var actor = provision.withArray("actor").addObject();
    actor
        .withObject("/role")
        .withArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/v3-ParticipationType")
        .put("code", "IRCP");
    partner(actor.putObject("reference"), given.grantee());
    given
        .categories()
        .forEach(
            category ->
                provision
                    .withArray("securityLabel")
                    .addObject()
                    .put("system", OWN + "CodeSystem/data-category")
                    .put("code", category.name()));
    given
        .purposes()
        .forEach(
            purpose ->
                provision
                    .withArray("purpose")
                    .addObject()
                    .put("system", OWN + "CodeSystem/purpose")
                    .put("code", purpose.name()));
    given
        .method()
        .ifPresent(method -> extension(consent, "consent-method").put("valueCode", method.name()));
    given
        .language()
        .ifPresent(language -> extension(consent, "consent-language").put("valueCode", language));
    given
        .otherParentPresumption()
        .ifPresent(
            presumed ->
                extension(consent, "other-parent-presumption").put("valueBoolean", presumed));
  }

  private void document(Submission.Document document, Submission submission) {
    var reference = entry("DocumentReference");
    reference.put("status", "current");
    if (document.children().size() == 1) {
      reference(reference.putObject("subject"), document.children().get(0));
    } else if (!document.children().isEmpty()) {
      reference(reference.putObject("subject"), "group");
    }
    document
        .category()
        .ifPresent(
            category ->
                coding(
                    reference.withArray("category").addObject(), "data-category", category.name()));
    var attachment = reference.withArray("content").addObject().putObject("attachment");
    document.title().ifPresent(title -> attachment.put("title", title));
    document.contentType().ifPresent(type -> attachment.put("contentType", type));
    document.data().ifPresent(data -> attachment.put("data", data));
    document.upload().ifPresent(id -> attachment.put("url", "Binary/" + id));
  }

  private void contact(ObjectNode request, Submission.Contact contact) {
    var practitioner = entry("Practitioner");
    urls.put("practitioner", url());
    contact.name().ifPresent(name -> practitioner.withArray("name").addObject().put("text", name));
    var role = entry("PractitionerRole");
    urls.put("role", url());
    reference(role.putObject("practitioner"), "practitioner");
    contact.role().ifPresent(word -> role.withArray("code").addObject().put("text", word));
    contact
        .phone()
        .ifPresent(
            phone ->
                role.withArray("telecom").addObject().put("system", "phone").put("value", phone));
    contact
        .email()
        .ifPresent(
            email ->
                role.withArray("telecom").addObject().put("system", "email").put("value", email));
    reference(request.putObject("requester"), "role");
  }

  private static void informed(ObjectNode person, Submission.Informed informed) {
    var extension = extension(person, "informed");
    informed.told().ifPresent(told -> part(extension, "told").put("valueBoolean", told));
    informed.date().ifPresent(date -> part(extension, "date").put("valueDate", "" + date));
    informed.how().ifPresent(how -> part(extension, "how").put("valueString", how));
    informed.reason().ifPresent(why -> part(extension, "reason").put("valueCode", why.name()));
  }

  private static ObjectNode part(ObjectNode extension, String name) {
    return extension.withArray("extension").addObject().put("url", name);
  }

  private static void name(
      ObjectNode person, Optional<String> family, java.util.List<String> given) {
    if (family.isPresent() || !given.isEmpty()) {
      var name = person.withArray("name").addObject();
      family.ifPresent(text -> name.put("family", text));
      given.forEach(text -> name.withArray("given").add(text));
    }
  }

  private static void partner(ObjectNode reference, String code) {
    reference
        .putObject("identifier")
        .put("system", OWN + "NamingSystem/partner")
        .put("value", code);
  }

  private static void coding(ObjectNode concept, String list, String code) {
    concept
        .withArray("coding")
        .addObject()
        .put("system", OWN + "CodeSystem/" + list)
        .put("code", code);
  }

  private static ObjectNode extension(ObjectNode element, String name) {
    return element
        .withArray("extension")
        .addObject()
        .put("url", OWN + "StructureDefinition/" + name);
  }

  private void reference(ObjectNode reference, String key) {
    reference.put("reference", urls.get(key));
  }

  private ObjectNode entry(String type) {
    var entry = bundle.withArray("entry").addObject();
    entry.put("fullUrl", "urn:uuid:" + UUID.randomUUID());
    var resource = entry.putObject("resource").put("resourceType", type);
    entry.putObject("request").put("method", "POST").put("url", type);
    return resource;
  }

  /** The address of the newest entry. */
  private String url() {
    var entries = bundle.get("entry");
    return entries.get(entries.size() - 1).get("fullUrl").textValue();
  }
}
