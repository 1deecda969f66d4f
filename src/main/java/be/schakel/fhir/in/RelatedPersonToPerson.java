package be.schakel.fhir.in;

import be.schakel.fhir.guide.Systems;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A RelatedPerson as a person around the children. Pure.
 *
 * <p>R4 ties a RelatedPerson to one Patient, so a mother of two comes twice: what is the same in
 * everything else, its name included, is one person of both.
 */
final class RelatedPersonToPerson {

  private static final String V3_ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
  private static final Map<String, String> BY_V3_ROLE =
      Map.ofEntries(
          Map.entry("MTH", "MOTHER"),
          Map.entry("NMTH", "MOTHER"),
          Map.entry("FTH", "FATHER"),
          Map.entry("NFTH", "FATHER"),
          Map.entry("ADOPTM", "ADOPTIVE_PARENT"),
          Map.entry("ADOPTF", "ADOPTIVE_PARENT"),
          Map.entry("ADOPTP", "ADOPTIVE_PARENT"),
          Map.entry("PRNFOST", "FOSTER_PARENT"),
          Map.entry("MTHFOST", "FOSTER_PARENT"),
          Map.entry("FTHFOST", "FOSTER_PARENT"),
          Map.entry("STPPRN", "STEP_PARENT"),
          Map.entry("STPMTH", "STEP_PARENT"),
          Map.entry("STPFTH", "STEP_PARENT"),
          Map.entry("GUARD", "GUARDIAN"));

  /** Those that say no more than ours; of the others something is lost. */
  private static final Set<String> ALIKE =
      Set.of("MTH", "FTH", "ADOPTP", "PRNFOST", "STPPRN", "GUARD");

  private static final String INTERPRETER =
      "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";

  private RelatedPersonToPerson() {}

  static void map(Intake intake, Element related, Draft submission) {
    intake.only(related, "active", Set.of("true"));
    var keys = intake.subjects(related, "patient", false);
    if (!related.has("patient")) {
      intake.normalised(
          related.path("patient"), String.join(", ", intake.children().byPlace().keySet()));
    }
    keys.stream()
        .findFirst()
        .or(() -> intake.children().byPlace().values().stream().findFirst())
        .ifPresent(key -> intake.about().put(related.path(), key));
    var person = submission.item("persons", related.path());
    role(intake, related, person);
    Names.map(intake, related, person);
    person.text(
        "authority", Codes.code(Codes.extension(related, "authority-status"), "authority-status"));
    language(intake, related, person);
    person.flag("interpreter", Codes.value(interpreter(intake, related)));
    Informing.map(related, person);
    place(intake, related, submission, person, keys);
  }

  private static void place(
      Intake intake, Element related, Draft submission, Draft person, List<String> keys) {
    var persons = (ArrayNode) submission.object().get("persons");
    var last = persons.size() - 1;
    if (person.has("familyName") || person.has("givenNames")) {
      for (var i = 0; i < last; i++) {
        var before = (ObjectNode) persons.get(i);
        if (same(before, person.object())) {
          persons.remove(last);
          keys.forEach(key -> before.withArray("of").add(key));
          intake.persons().put(related.path(), before.get("key").textValue());
          return;
        }
      }
    }
    var key = "p" + persons.size();
    person.text("key", key, related.path());
    keys.forEach(child -> person.add("of", child, related.path("patient")));
    intake.persons().put(related.path(), key);
  }

  private static boolean same(ObjectNode before, ObjectNode person) {
    var plain = before.deepCopy();
    plain.remove(List.of("key", "of"));
    return before.has("of") && plain.equals(person);
  }

  private static void role(Intake intake, Element related, Draft person) {
    var relationships = related.all("relationship");
    var own =
        relationships.stream()
            .flatMap(each -> Codes.all(each, "parental-role").stream())
            .findFirst();
    if (own.isPresent()) {
      person.text("role", own);
      return;
    }
    if (!relationships.isEmpty()) {
      person.place("role", related.path("relationship"));
    }
    relationships.stream()
        .flatMap(each -> each.all("coding").stream())
        .filter(coding -> coding.is("system", V3_ROLE))
        .filter(coding -> BY_V3_ROLE.containsKey(coding.at("code").node().asText()))
        .findFirst()
        .ifPresent(
            coding -> {
              coding.text("system");
              var code = coding.at("code");
              var given = code.text().orElseThrow();
              person.text("role", BY_V3_ROLE.get(given), code.path());
              if (!ALIKE.contains(given)) {
                intake.normalised(
                    code.path(), Systems.list("parental-role") + "#" + BY_V3_ROLE.get(given));
              }
            });
  }

  /** R4 has one of its own, for a Patient alone. */
  private static Optional<Element> interpreter(Intake intake, Element related) {
    return Codes.extension(related, "interpreter")
        .or(
            () ->
                Codes.named(related, INTERPRETER)
                    .map(
                        extension -> {
                          intake.normalised(extension.path(), Systems.EXTENSION + "interpreter");
                          return extension;
                        }));
  }

  private static void language(Intake intake, Element related, Draft person) {
    var spoken = related.all("communication");
    var preferred =
        spoken.stream()
            .filter(each -> each.node().path("preferred").asBoolean())
            .findFirst()
            .or(() -> spoken.stream().findFirst());
    preferred.flatMap(each -> each.one("preferred")).ifPresent(Element::readWhole);
    preferred
        .flatMap(each -> each.one("language"))
        .flatMap(concept -> concept.all("coding").stream().findFirst())
        .ifPresent(
            coding -> {
              person.text("language", coding.one("code"));
              coding
                  .text("system")
                  .filter(system -> !system.equals(Systems.LANGUAGE))
                  .ifPresent(other -> intake.normalised(coding.path("system"), Systems.LANGUAGE));
            });
  }
}
