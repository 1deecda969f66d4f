package be.schakel.fhir.in;

import be.schakel.problem.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Tells the sender how the numbers of caregivers and organisations were read: with dashes, dots or
 * spaces, under an older name of their system, or with check digits that do not fit. None is a
 * reason to refuse, and a pseudonym (be-ext-pseudonymization) is no number. Pure.
 */
final class RegisterNumbers {

  private static final String PSEUDONYM =
      "https://www.ehealth.fgov.be/standards/fhir/infsec/StructureDefinition/be-ext-pseudonymization";

  /** What is kept in the very bytes that were sent, and so is read as nothing else. */
  private static final Set<String> KEPT_WHOLE =
      Set.of("Bundle", "Binary", "DiagnosticReport", "Specimen");

  /** Whom people look up by these numbers. */
  private static final Set<String> NAMED =
      Set.of("PractitionerRole", "Practitioner", "Organization");

  private RegisterNumbers() {}

  /** In a resource, or in a reference that names somebody by a number. */
  static void tell(Intake intake, Element resource) {
    var type = resource.node().path("resourceType").asText();
    if (!KEPT_WHOLE.contains(type)) {
      walk(intake, resource, NAMED.contains(type));
    }
  }

  /** Whether an identifier is a number of one of these registers. */
  static boolean isNumber(Element identifier) {
    return RegisterNumber.of(identifier.node().path("system").asText()).isPresent();
  }

  /**
   * @param alsoKept what went into a document as it is, too: nothing of it was read otherwise, but
   *     a number can be wrong
   */
  private static void walk(Intake intake, Element element, boolean alsoKept) {
    var kept = intake.read().contains(element.path());
    if (kept && !alsoKept) {
      return;
    }
    for (var names = element.node().fieldNames(); names.hasNext(); ) {
      var name = names.next();
      for (var child : element.all(name)) {
        if (name.equals("identifier")) {
          number(intake, child, kept);
        }
        if (child.node().isObject()) {
          walk(intake, child, alsoKept);
        }
      }
    }
  }

  private static void number(Intake intake, Element identifier, boolean kept) {
    var system = identifier.node().path("system").asText();
    var value = identifier.node().path("value");
    RegisterNumber.of(system)
        .filter(known -> value.isTextual() && !pseudonymised(identifier.node()))
        .ifPresent(
            known -> {
              var plain = known.plain(value.asText());
              if (!kept && (!plain.equals(value.asText()) || !known.isCurrent(system))) {
                tell(intake, identifier, known.today(system), plain);
              }
              if (!known.holds(plain)) {
                intake.wrong(
                    identifier.path("value"),
                    known == RegisterNumber.CBE ? Code.CBE_CHECKSUM : Code.NIHDI_CHECKSUM);
              }
            });
  }

  private static void tell(Intake intake, Element identifier, String system, String plain) {
    var digits = identifier.node().path("value").asText().replaceAll("[^0-9]", "");
    if (plain.length() > digits.length()) {
      intake.normalised(identifier.path(), "0NNNNNNNNN");
    } else {
      intake.ofSystem(identifier, system);
    }
  }

  private static boolean pseudonymised(JsonNode identifier) {
    return StreamSupport.stream(identifier.path("_value").path("extension").spliterator(), false)
        .anyMatch(extension -> extension.path("url").asText().equals(PSEUDONYM));
  }
}
