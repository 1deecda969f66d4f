package be.schakel.fhir.in;

import be.schakel.access.NewConsent;
import be.schakel.edge.Contract;
import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.fhir.out.FhirIds;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Consent that is created by itself, about a child of a stored report, as a new consent. Pure.
 *
 * <p>Child and givers are named as this door calls them: {@code Patient/<id>} and {@code
 * RelatedPerson/<id>}.
 *
 * @param places FHIRPath by JSON pointer into the new consent
 * @param remarks what of it is not kept, or was understood otherwise
 */
public record ConsentToNew(NewConsent consent, Map<String, String> places, List<Issue> remarks) {

  private static final String ROOT = "Consent";

  /** The signed paper itself is not kept here; its digest is, as an extension. */
  private static final List<String> ENCLOSED =
      List.of(
          "sourceReference",
          "sourceAttachment.data",
          "sourceAttachment.url",
          "sourceAttachment.hash");

  /**
   * What its sender calls it, and what the record here says itself: when and by whom it was made.
   */
  private static final Pattern NARROWS_NOTHING =
      Pattern.compile("Consent\\.(?:identifier|dateTime|organization)\\b");

  private static final Map<String, String> STATUS =
      Map.of("active", "ACTIVE", "rejected", "REFUSED");

  public ConsentToNew {
    places = Map.copyOf(places);
    remarks = List.copyOf(remarks);
  }

  /**
   * @throws SchakelProblem with every place that has to change, what nobody would store included
   */
  public static ConsentToNew parse(InputStream body) throws IOException {
    var json = InPlace.read(ROOT, () -> JsonBody.read(body, JsonBody.LIMIT, JsonBody.VALUES));
    var node = json.root();
    if (!node.path("resourceType").asText().equals(ROOT)) {
      throw SchakelProblem.of(List.of(new Issue("Consent.resourceType", Code.INVALID_VALUE, ROOT)));
    }
    var intake = new Intake(AsSent.of(new byte[0], Optional.empty()));
    json.issues().forEach(issue -> intake.add(issue.at(Element.path(ROOT, issue.pointer()))));
    Structure.check(node, ROOT, intake::add);
    var draft = intake.draft(Json.MAPPER.createObjectNode());
    var consent = new Element(node, ROOT, intake.read());
    map(intake, consent, draft);
    for (var name : ENCLOSED) {
      if (!node.at("/" + name.replace('.', '/')).isMissingNode()) {
        intake.wrong(ROOT + "." + name, Code.CONSENT_NARROWED);
      }
    }
    Unread.tell(
        consent,
        intake.read(),
        lost -> {
          if (NARROWS_NOTHING.matcher(lost.pointer()).lookingAt()) {
            intake.add(lost);
          } else {
            // A remark would come too late: it stands, and this may be what narrows it
            intake.wrong(lost.pointer(), Code.CONSENT_NARROWED);
          }
        });
    Contract.packaged()
        .check("NewConsent", draft.object())
        .forEach(issue -> intake.add(Transaction.located(issue, intake.places(), ROOT)));
    if (intake.issues().stream().anyMatch(issue -> !issue.code().isWarning())) {
      throw SchakelProblem.of(intake.issues().stream().distinct().toList());
    }
    return new ConsentToNew(bind(draft.object()), intake.places(), intake.issues());
  }

  /** Whether this name of a giver means the person with this key, as one of the child's. */
  public boolean means(String named, String key) {
    return Uuid7.parse(consent.child())
        .filter(child -> named.equals(FhirIds.person(child, key)))
        .isPresent();
  }

  /** What the feature finds wrong, with the places of the resource. */
  public List<Issue> located(List<Issue> issues) {
    return issues.stream().map(issue -> Transaction.located(issue, places, ROOT)).toList();
  }

  private static void map(Intake intake, Element consent, Draft given) {
    intake.only(consent, "status", Set.of("active", "rejected"));
    consent
        .one("status")
        .ifPresent(
            status ->
                status
                    .text()
                    .map(STATUS::get)
                    .ifPresent(code -> given.text("status", code, status.path())));
    given.place("child", consent.path("patient"));
    consent
        .one("patient")
        .ifPresent(
            patient ->
                named(patient, "Patient")
                    .ifPresentOrElse(
                        id -> given.text("child", id, patient.path()),
                        () -> intake.wrong(patient.path(), Code.SUBJECT_NOT_A_CHILD)));
    given.place("givers", consent.path("performer"));
    for (var performer : consent.all("performer")) {
      named(performer, "RelatedPerson")
          .or(() -> named(performer, "Patient"))
          .ifPresentOrElse(
              id -> given.add("givers", id, performer.path()),
              () -> intake.wrong(performer.path(), Code.UNKNOWN_PERSON_KEY));
    }
    ConsentToGiven.meaning(intake, consent);
    ConsentToGiven.provision(intake, consent.at("provision"), consent, given);
    ConsentToGiven.explained(consent, given);
    given.flag("interpreter", Codes.value(Codes.extension(consent, "consent-interpreter")));
    Codes.values(consent, "consent-informed")
        .forEach(
            item -> item.text().ifPresent(text -> given.add("informedItems", text, item.path())));
    for (var replaced : Codes.values(consent, "consent-replaces")) {
      named(replaced, "Consent")
          .ifPresentOrElse(
              id -> given.add("replaces", id, replaced.path()),
              () -> intake.wrong(replaced.path(), Code.CONSENT_NOT_REPLACEABLE));
    }
    given.text(
        "evidenceHash",
        Codes.value(Codes.extension(consent.at("sourceAttachment"), "evidence-hash")));
  }

  /** The id in a reference to something of this server. */
  private static Optional<String> named(Element reference, String type) {
    return reference
        .text("reference")
        .map(literal -> literal.replaceFirst("^.*/(?=" + type + "/)", ""))
        .filter(literal -> literal.startsWith(type + "/"))
        .map(literal -> literal.substring(type.length() + 1));
  }

  private static NewConsent bind(ObjectNode consent) {
    try {
      return Json.MAPPER.treeToValue(consent, NewConsent.class);
    } catch (JsonProcessingException mismatch) {
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("the contract lets through what a consent refuses");
    }
  }
}
