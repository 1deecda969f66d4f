package be.schakel.fhir.in;

import be.schakel.fhir.guide.KnownCodes;
import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Consent in the shape of IHE Privacy Consent on FHIR as a consent of the submission. Pure.
 *
 * <p>What would make it narrower than we can store is refused: passed over, it would give away more
 * than was consented to.
 */
final class ConsentToGiven {

  private static final List<String> NARROWING =
      List.of("action", "class", "code", "data", "dataPeriod", "provision");

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String ACT = TERMINOLOGY + "v3-ActCode";

  private static final Map<String, Set<String>> PRIVACY =
      Map.of(TERMINOLOGY + "consentscope", Set.of("patient-privacy"));

  private static final Map<String, Set<String>> OPT_IN = Map.of(ACT, Set.of("OPTIN"));

  private static final Map<String, Set<String>> RECIPIENT =
      Map.of(TERMINOLOGY + "v3-ParticipationType", Set.of("IRCP"));

  /** That information may be disclosed or seen, in the words that R4 and LOINC have for it. */
  private static final Map<String, Set<String>> CATEGORIES =
      Map.of(
          "http://loinc.org",
          Set.of("59284-0", "57016-8", "64292-6"),
          ACT,
          Set.of("INFA", "IDSCL"));

  private ConsentToGiven() {}

  static void map(Intake intake, Element consent, Draft submission) {
    var given = submission.item("consents", consent.path());
    intake.became(consent, given);
    intake.only(consent, "status", Set.of("active"));
    intake
        .subject(consent, "patient")
        .ifPresent(child -> given.text("child", child, consent.path("patient")));
    // Told already where it is missing
    given.place("child", consent.path("patient"));
    meaning(intake, consent);
    givers(intake, consent, given);
    provision(intake, consent.at("provision"), consent, given);
    explained(consent, given);
  }

  /** That it is one to share what the gateway keeps, and not to be treated or examined. */
  static void meaning(Intake intake, Element consent) {
    consent.one("scope").ifPresent(scope -> holds(intake, scope, PRIVACY));
    coded(consent, "category").forEach(each -> holds(intake, each, CATEGORIES));
    coded(consent, "policyRule").forEach(each -> holds(intake, each, OPT_IN));
    consent.at("provision").all("actor").stream()
        .flatMap(actor -> actor.one("role").stream())
        .forEach(role -> holds(intake, role, RECIPIENT));
  }

  /** Those that have codes: what words alone mean nobody here knows. */
  private static Stream<Element> coded(Element consent, String name) {
    return consent.all(name).stream().filter(concept -> concept.has("coding"));
  }

  /** A concept that may have only one meaning. */
  private static void holds(Intake intake, Element concept, Map<String, Set<String>> meant) {
    if (concept.all("coding").stream()
        .noneMatch(
            coding ->
                meant
                    .getOrDefault(coding.node().path("system").asText(), Set.of())
                    .contains(coding.node().path("code").asText()))) {
      intake.wrong(
          concept.path(),
          Code.INVALID_VALUE,
          meant.values().stream().flatMap(Set::stream).sorted().collect(Collectors.joining(", ")));
    }
  }

  /** How it was explained and what is presumed. */
  static void explained(Element consent, Draft given) {
    given.text("method", Codes.code(Codes.extension(consent, "consent-method"), "consent-method"));
    given.text(
        "language",
        Codes.value(Codes.extension(consent, "consent-language"))
            .or(() -> consent.one("language")));
    given.flag(
        "otherParentPresumption",
        Codes.value(Codes.extension(consent, "other-parent-presumption")));
  }

  private static void givers(Intake intake, Element consent, Draft given) {
    given.place("givers", consent.path("performer"));
    for (var performer : consent.all("performer")) {
      intake
          .follow(performer, consent)
          .ifPresent(
              found -> {
                var path = found.resource().path();
                Optional.ofNullable(intake.persons().get(path))
                    .or(() -> intake.children().at(path))
                    .ifPresentOrElse(
                        key -> given.add("givers", key, performer.path()),
                        () -> nobody(intake, performer, consent));
              });
    }
  }

  /** Who belongs to a child that is not known is not known either. */
  private static void nobody(Intake intake, Element performer, Element consent) {
    intake.wrongChild(performer.path(), Code.UNKNOWN_PERSON_KEY);
    if (intake.children().areUnsure()) {
      intake.wrongChild(consent.path("performer"), Code.MISSING);
    }
  }

  /** What it opens, to whom, and until when. */
  static void provision(Intake intake, Element provision, Element consent, Draft given) {
    intake.only(provision, "type", Set.of("permit"));
    for (var name : NARROWING) {
      if (provision.has(name)) {
        intake.wrong(provision.path(name), Code.CONSENT_NARROWED);
        provision.one(name).ifPresent(Element::readWhole);
      }
    }
    grantee(intake, provision, consent, given);
    codes(intake, provision, "securityLabel", "data-category", "categories", given);
    codes(intake, provision, "purpose", "purpose", "purposes", given);
    var period = provision.at("period");
    Days.map(intake, period.one("start"), "validFrom", given);
    Days.map(intake, period.one("end"), "validTo", given);
  }

  private static void grantee(Intake intake, Element provision, Element consent, Draft given) {
    var actors = provision.all("actor");
    given.place("grantee", provision.path("actor"));
    if (actors.size() > 1) {
      intake.wrong(provision.path("actor"), Code.TOO_MANY_ITEMS, "1");
    }
    actors.stream()
        .findFirst()
        .ifPresent(
            actor ->
                actor
                    .one("reference")
                    .flatMap(reference -> Partners.code(intake, reference, consent))
                    .ifPresentOrElse(
                        code -> given.text("grantee", Optional.of(code)),
                        () -> nobody(intake, actor, given)));
  }

  /** A reference that leads nowhere is told as that, and of the grantee nothing more. */
  private static void nobody(Intake intake, Element actor, Draft given) {
    var literal = actor.path("reference.reference");
    var place = intake.tells(literal) ? literal : actor.path("reference");
    intake.wrong(place, Code.WRONG_SYSTEM, Systems.PARTNER);
    given.place("grantee", place);
  }

  private static void codes(
      Intake intake, Element provision, String name, String list, String property, Draft given) {
    var codings = provision.all(name);
    given.place(property, provision.path(name));
    codings.stream()
        .flatMap(coding -> Codes.all(coding, list).stream())
        .forEach(code -> code.text().ifPresent(text -> given.add(property, text, code.path())));
    if (!given.has(property)) {
      Codes.system(codings)
          .ifPresent(
              other -> {
                given.place(property, other);
                intake.wrong(other, Code.WRONG_SYSTEM, KnownCodes.listed(list));
              });
    }
  }
}
