package be.schakel.fhir.guide;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.codesystems.ConditionCategory;
import org.hl7.fhir.r4.model.codesystems.ConditionClinical;
import org.hl7.fhir.r4.model.codesystems.ConditionVerStatus;
import org.hl7.fhir.r4.model.codesystems.ConsentScope;
import org.hl7.fhir.r4.model.codesystems.ObservationCategory;
import org.hl7.fhir.r4.model.codesystems.V3ActReason;
import org.hl7.fhir.r4.model.codesystems.V3Confidentiality;
import org.hl7.fhir.r4.model.codesystems.V3MaritalStatus;
import org.hl7.fhir.r4.model.codesystems.V3ParticipationType;
import org.hl7.fhir.r4.model.codesystems.V3RoleCode;

/**
 * The codes of the systems that are at hand: ours, by the guide, and those of others that a report
 * speaks of. A code that its system does not have is a mistake wherever it stands. Pure.
 */
public final class KnownCodes {

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private static final String LANGUAGES = "urn:ietf:bcp:47";

  /** Of those with three letters there are thousands, and none is left out. */
  private static final Set<String> OF_TWO_LETTERS = Set.of(Locale.getISOLanguages());

  private static final Map<String, Known> OF_OTHERS =
      Map.ofEntries(
          known(LANGUAGES, KnownCodes::language),
          known(TERMINOLOGY + "consentscope", ConsentScope::fromCode),
          known(TERMINOLOGY + "condition-clinical", ConditionClinical::fromCode),
          known(TERMINOLOGY + "condition-ver-status", ConditionVerStatus::fromCode),
          known(TERMINOLOGY + "condition-category", ConditionCategory::fromCode),
          known(TERMINOLOGY + "observation-category", ObservationCategory::fromCode),
          known(TERMINOLOGY + "v3-ActReason", V3ActReason::fromCode),
          known(TERMINOLOGY + "v3-Confidentiality", V3Confidentiality::fromCode),
          known(TERMINOLOGY + "v3-MaritalStatus", V3MaritalStatus::fromCode),
          known(TERMINOLOGY + "v3-ParticipationType", V3ParticipationType::fromCode),
          known(TERMINOLOGY + "v3-RoleCode", V3RoleCode::fromCode));

  private static final Map<String, Set<String>> OURS = ours();

  private KnownCodes() {}

  /** Those of ours. */
  static Set<String> systems() {
    return OURS.keySet();
  }

  /** Throws what it likes for a code it does not have. */
  private interface Known {
    Object code(String text) throws FHIRException;
  }

  /**
   * @param coding an object with {@code system} and {@code code}
   */
  public static void check(JsonNode coding, String path, Consumer<Issue> found) {
    var system = coding.path("system").asText();
    var code = coding.path("code").asText();
    var ours = OURS.get(system);
    if (ours != null && !ours.contains(code)) {
      found.accept(
          new Issue(
              path + ".code",
              coding.has("code") ? Code.UNKNOWN_CODE : Code.MISSING,
              String.join(", ", ours)));
    } else if (OF_OTHERS.containsKey(system) && !known(OF_OTHERS.get(system), code)) {
      found.accept(
          new Issue(path + ".code", coding.has("code") ? Code.UNKNOWN_CODE : Code.MISSING, system));
    }
  }

  /** A list of ours with its codes, to whoever took them from another system. */
  public static String listed(String list) {
    var system = Systems.list(list);
    return system + " (" + String.join(", ", OURS.get(system)) + ")";
  }

  private static Map.Entry<String, Known> known(String system, Known codes) {
    return Map.entry(system, codes);
  }

  /** Whether it begins as a tag of BCP 47 does: with a language of ISO 639. */
  public static boolean isLanguage(String tag) {
    var first = tag.replaceFirst("-.*", "");
    return OF_TWO_LETTERS.contains(first) || first.matches("[a-z]{3}");
  }

  private static String language(String tag) {
    return isLanguage(tag) ? tag : null;
  }

  private static boolean known(Known system, String code) {
    try {
      return system.code(code) != null;
    } catch (FHIRException unknown) {
      return false;
    }
  }

  private static Map<String, Set<String>> ours() {
    var ours = new HashMap<String, Set<String>>();
    for (var system : Guide.packaged().all("CodeSystem")) {
      var codes = new LinkedHashSet<String>();
      system.path("concept").forEach(concept -> codes.add(concept.get("code").textValue()));
      ours.put(system.get("url").textValue(), codes);
    }
    return ours;
  }
}
