package be.schakel.fhir.guide;

import be.schakel.edge.Json;
import be.schakel.outbox.EventKind;
import be.schakel.problem.Code;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ReferralType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * A code list of the vocabulary as a {@code CodeSystem} and as the {@code ValueSet} of all its
 * codes: derived, so that codes and what people read for them stand in one place. Pure.
 */
final class CodeListToFhir {

  private static final String ROOM = ReferralType.class.getPackageName() + ".";

  /** Lists that other rooms own. */
  private static final Map<String, Class<? extends Enum<?>>> ELSEWHERE =
      Map.of("problem", Code.class, "event-kind", EventKind.class);

  private CodeListToFhir() {}

  /**
   * @param name such as {@code referral-type}
   */
  static ObjectNode codeSystem(String name) {
    var type = type(name);
    var system = head("CodeSystem", name, Systems.list(name));
    system
        .put("caseSensitive", true)
        .put("valueSet", valueSetUrl(name))
        .put("content", "complete")
        .put("count", type.getEnumConstants().length);
    var concepts = system.putArray("concept");
    var display = display(type);
    for (var code : type.getEnumConstants()) {
      var concept = concepts.addObject().put("code", code.name());
      if (display != null) {
        concept.put("display", display.apply(code, Language.EN));
        var designations = concept.putArray("designation");
        for (var language : List.of(Language.NL, Language.FR)) {
          designations
              .addObject()
              .put("language", language.tag())
              .put("value", display.apply(code, language));
        }
      }
    }
    return system;
  }

  static ObjectNode valueSet(String name) {
    var set = head("ValueSet", name, valueSetUrl(name));
    set.putObject("compose").putArray("include").addObject().put("system", Systems.list(name));
    return set;
  }

  private static ObjectNode head(String type, String name, String url) {
    var words = name.replace('-', ' ');
    return Json.MAPPER
        .createObjectNode()
        .put("resourceType", type)
        .put("id", name)
        .put("url", url)
        .put("version", "1.0.0")
        .put("name", "Schakel" + camel(name))
        .put("title", words)
        .put("status", "active")
        .put("experimental", false)
        .put("date", "2026-11-21")
        .put("publisher", "VECK")
        .put("description", "The code list " + words + " of the gateway.");
  }

  private static String valueSetUrl(String name) {
    return Systems.OWN + "ValueSet/" + name;
  }

  private static Class<? extends Enum<?>> type(String name) {
    var elsewhere = ELSEWHERE.get(name);
    return elsewhere == null ? vocabulary(camel(name)) : elsewhere;
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Enum<?>> vocabulary(String name) {
    try {
      return (Class<? extends Enum<?>>) Class.forName(ROOM + name);
    } catch (ClassNotFoundException unknown) {
      throw new IllegalArgumentException("no code list " + name, unknown);
    }
  }

  /** What people read for a code; null where nobody reads it. */
  private static BiFunction<Enum<?>, Language, String> display(Class<? extends Enum<?>> type) {
    if (type == Code.class) {
      return (code, language) -> Texts.title((Code) code, language);
    }
    return type == EventKind.class ? null : Display::of;
  }

  private static String camel(String name) {
    return Arrays.stream(name.split("-"))
        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
        .collect(Collectors.joining());
  }
}
