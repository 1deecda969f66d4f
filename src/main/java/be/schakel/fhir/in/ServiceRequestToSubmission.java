package be.schakel.fhir.in;

import be.schakel.fhir.guide.KnownCodes;
import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ServiceRequest, with what stands around it in the Bundle, as a submission. Pure. */
final class ServiceRequestToSubmission {

  private static final String ORDER = "order";

  /** The ways to say that something is asked for, and not merely thought of. */
  private static final Set<String> ORDERS =
      Set.of(ORDER, "original-order", "reflex-order", "instance-order");

  private static final String CONDITION_SAYS_NO = "confirmed, provisional, unconfirmed";

  private static final Map<String, String> URGENCY =
      Map.of("routine", "ROUTINE", "urgent", "URGENT", "asap", "URGENT", "stat", "ACUTE_DANGER");

  private final Intake intake;
  private final Element request;
  private final List<Element> resources;
  private final Draft submission;

  private ServiceRequestToSubmission(
      Intake intake, Element request, List<Element> resources, Draft submission) {
    this.intake = intake;
    this.request = request;
    this.resources = resources;
    this.submission = submission;
  }

  /**
   * @param resources all resources of the Bundle, in order
   */
  static void map(Intake intake, Element request, List<Element> resources, Draft submission) {
    var mapping = new ServiceRequestToSubmission(intake, request, resources, submission);
    mapping.head();
    mapping.children();
    mapping.around();
  }

  private void head() {
    submission.place("type", request.path("code"));
    required(request.all("code"), "referral-type", submission, "type");
    submission.place("handlingRequested", request.path("category"));
    submission.text("handlingRequested", first(request.all("category"), "handling"));
    intake.only(request, "status", Set.of("active"));
    intent();
    intake.only(request, "doNotPerform", Set.of("false"));
    urgency();
    yourReference();
    facts();
    submission.text(
        "kindreflexSector",
        Codes.code(Codes.extension(request, "kindreflex-sector"), "kindreflex-sector"));
    submission.place("contact", request.path("requester"));
    RequesterToContact.map(intake, request, submission);
    request.all("performer").stream()
        .flatMap(performer -> Partners.code(intake, performer, request).stream())
        .findFirst()
        .ifPresent(code -> submission.text("preferredVk", Optional.of(code)));
    submission.text("channel", Codes.code(Codes.extension(request, "channel"), "channel"));
    submission.text("receivedAt", Codes.value(Codes.extension(request, "received-at")));
    submission.text(
        "reporterCategory",
        Codes.code(Codes.extension(request, "reporter-category"), "reporter-category"));
    Stream.of("supportingInfo", "reasonReference")
        .flatMap(name -> request.all(name).stream())
        .forEach(reference -> intake.follow(reference, request));
  }

  private void intent() {
    request
        .one("intent")
        .ifPresent(
            intent ->
                intent
                    .text()
                    .filter(code -> !ORDERS.contains(code))
                    .ifPresent(other -> intake.normalised(intent.path(), ORDER)));
  }

  private void urgency() {
    request
        .one("priority")
        .ifPresent(
            priority ->
                priority
                    .text()
                    .filter(URGENCY::containsKey)
                    .ifPresent(
                        code -> {
                          submission.text("urgency", URGENCY.get(code), priority.path());
                          if (code.equals("asap")) {
                            intake.normalised(priority.path(), "urgent");
                          }
                        }));
  }

  private void yourReference() {
    request.all("identifier").stream()
        .filter(identifier -> !identifier.is("system", Systems.REFERRAL))
        .findFirst()
        .ifPresent(
            identifier -> {
              var reference = submission.inner("yourReference", identifier.path());
              reference.text("system", identifier.one("system"));
              reference.text("value", identifier.one("value"));
            });
  }

  private void facts() {
    submission.place("facts", request.path("note"));
    var notes = request.all("note").stream().flatMap(note -> note.one("text").stream()).toList();
    var facts = notes.stream().flatMap(text -> text.text().stream()).toList();
    if (!facts.isEmpty()) {
      submission.text("facts", String.join("\n\n", facts), notes.get(0).path());
    }
  }

  private void children() {
    submission.place("children", request.path("subject"));
    var patients = patients();
    for (var patient : patients) {
      if (intake.children().at(patient.path()).isPresent()) {
        intake.wrong(patient.path(), Code.DUPLICATE_ITEM);
        continue;
      }
      var child = submission.item("children", patient.path());
      var key = "c" + (intake.children().byPlace().size() + 1);
      child.text("key", key, patient.path());
      child.place("problem", request.path("reasonCode"));
      child.place("contexts", request.path("reasonCode"));
      intake.children().add(patient, key);
      PatientToChild.map(intake, patient, child);
    }
  }

  private List<Element> patients() {
    var subject = request.one("subject").flatMap(each -> intake.followChild(each, request));
    if (subject.isEmpty()) {
      intake.children().beUnsure();
      if (request.has("subject")) {
        intake.wrongChild(request.path("subject"), Code.MISSING);
      }
      return List.of();
    }
    var target = subject.get().resource();
    switch (subject.get().type()) {
      case "Patient":
        return List.of(target);
      case "Group":
        intake.only(target, "type", Set.of("person"));
        intake.only(target, "actual", Set.of("true"));
        target.text("id");
        if (!target.has("member")) {
          intake.wrong(target.path("member"), Code.MISSING);
        }
        return target.all("member").stream()
            .flatMap(member -> member.one("entity").stream())
            .flatMap(entity -> patient(entity, target).stream())
            .toList();
      default:
        intake.wrong(request.path("subject"), Code.SUBJECT_NOT_A_CHILD);
        intake.children().beUnsure();
        return List.of();
    }
  }

  private Optional<Element> patient(Element entity, Element group) {
    var found = intake.followChild(entity, group);
    if (found.isEmpty()) {
      intake.children().beUnsure();
    }
    if (found.isPresent() && !found.get().type().equals("Patient")) {
      intake.wrong(entity.path(), Code.SUBJECT_NOT_A_CHILD);
      return Optional.empty();
    }
    return found.map(References.Found::resource);
  }

  private void around() {
    problems();
    var reported = new HashSet<String>();
    of("DiagnosticReport")
        .forEach(
            report -> reported.addAll(DiagnosticReportToDocument.map(intake, report, submission)));
    of("Observation").filter(each -> !reported.contains(each.path())).forEach(this::view);
    of("RelatedPerson").forEach(related -> RelatedPersonToPerson.map(intake, related, submission));
    of("Consent").forEach(consent -> ConsentToGiven.map(intake, consent, submission));
    of("DocumentReference")
        .forEach(document -> DocumentReferenceToDocument.map(intake, document, submission));
  }

  /**
   * Of the request for all children, unless a Condition says it of one; a Condition that says
   * nothing of ours changes nothing.
   */
  private void problems() {
    var conditions = new HashMap<String, List<Element>>();
    of("Condition")
        .forEach(
            condition -> {
              refused(condition);
              intake
                  .subject(condition, "subject")
                  .ifPresent(
                      key ->
                          conditions
                              .computeIfAbsent(key, any -> new ArrayList<>())
                              .addAll(condition.all("code")));
            });
    var reasons = request.all("reasonCode");
    for (var i = 0; i < intake.children().byPlace().size(); i++) {
      var key = "c" + (i + 1);
      var child = submission.item("children", i);
      var own = conditions.getOrDefault(key, List.of());
      var problems = first(own, "problem-category").isPresent() ? own : reasons;
      required(problems, "problem-category", child, "problem");
      contexts(reasons, own, child);
    }
  }

  /** What the request says of all children a Condition of one adds to, and takes nothing from. */
  private static void contexts(List<Element> ofAll, List<Element> own, Draft child) {
    var said = new HashSet<String>();
    contexts(ofAll)
        .forEach(
            code ->
                code.text()
                    .ifPresent(
                        text -> {
                          said.add(text);
                          child.add("contexts", text, code.path());
                        }));
    contexts(own)
        .forEach(
            code ->
                code.text()
                    .filter(text -> !said.contains(text))
                    .ifPresent(text -> child.add("contexts", text, code.path())));
  }

  private static Stream<Element> contexts(List<Element> concepts) {
    return concepts.stream().flatMap(concept -> Codes.all(concept, "specific-context").stream());
  }

  /** A Condition that was found not to be so is no problem of the child. */
  private void refused(Element condition) {
    condition.all("verificationStatus").stream()
        .flatMap(concept -> concept.all("coding").stream())
        .filter(coding -> coding.is("code", "refuted") || coding.is("code", "entered-in-error"))
        .forEach(
            coding -> intake.wrong(coding.path("code"), Code.INVALID_VALUE, CONDITION_SAYS_NO));
  }

  private void view(Element observation) {
    var codes = observation.all("code");
    if (codes.stream().allMatch(code -> Codes.all(code, "observation").isEmpty())) {
      Codes.system(codes)
          .ifPresent(
              other ->
                  intake.wrong(other, Code.OBSERVATION_BY_ITSELF, Systems.list("observation")));
    }
    var code = required(codes, "observation");
    if (code.flatMap(Element::text).filter(Systems.CHILD_VIEW::equals).isEmpty()) {
      code.ifPresent(other -> intake.wrong(other.path(), Code.UNKNOWN_CODE, Systems.CHILD_VIEW));
      if (!observation.has("code")) {
        intake.wrong(observation.path("code"), Code.MISSING);
      }
      return;
    }
    intake.only(
        observation,
        "status",
        Set.of("final", "preliminary", "registered", "amended", "corrected"));
    intake
        .subject(observation, "subject")
        .ifPresent(key -> view(observation, Integer.parseInt(key.substring(1)) - 1));
  }

  private void view(Element observation, int index) {
    var child = submission.item("children", index);
    if (child.has("view")) {
      intake.wrong(observation.path(), Code.DUPLICATE_ITEM);
      return;
    }
    var view = child.inner("view", observation.path());
    view.text("inOwnWords", observation.one("valueString"));
    if (!observation.has("valueString")) {
      intake.wrong(observation.path("valueString"), Code.CHILD_VIEW_WITHOUT_WORDS);
    }
    Days.map(intake, observation.one("effectiveDateTime"), "date", view);
    view.text("heardBy", heardBy(observation));
    view.flag("mayBeShared", Codes.value(Codes.extension(observation, "may-be-shared")));
  }

  /** A function, not a person: as it is shown, or as the role has it. */
  private Optional<Element> heardBy(Element observation) {
    var performer = observation.one("performer");
    var display = performer.flatMap(each -> each.one("display"));
    if (display.isPresent()) {
      return display;
    }
    return performer
        .flatMap(each -> intake.follow(each, observation))
        .filter(found -> found.type().equals("PractitionerRole"))
        .flatMap(found -> found.resource().one("code"))
        .flatMap(code -> code.one("text"));
  }

  private Stream<Element> of(String type) {
    return resources.stream().filter(resource -> resource.is("resourceType", type));
  }

  private static Optional<Element> first(List<Element> concepts, String list) {
    return concepts.stream().flatMap(concept -> Codes.all(concept, list).stream()).findFirst();
  }

  /** The same as a property, of which nothing more is told then. */
  private void required(List<Element> concepts, String list, Draft draft, String property) {
    required(concepts, list)
        .ifPresentOrElse(
            code -> draft.text(property, Optional.of(code)),
            () -> Codes.system(concepts).ifPresent(other -> draft.place(property, other)));
  }

  /** The one code of the list; a code of another system, or of none, in its place is told. */
  private Optional<Element> required(List<Element> concepts, String list) {
    var codes =
        concepts.stream()
            .flatMap(concept -> Codes.all(concept, list).stream())
            .collect(Collectors.toList());
    if (codes.isEmpty()) {
      Codes.system(concepts)
          .ifPresent(other -> intake.wrong(other, Code.WRONG_SYSTEM, KnownCodes.listed(list)));
    }
    codes.stream().skip(1).forEach(more -> intake.wrong(more.path(), Code.TOO_MANY_ITEMS, "1"));
    return codes.stream().findFirst();
  }
}
