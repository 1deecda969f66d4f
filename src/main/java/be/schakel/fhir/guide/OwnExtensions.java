package be.schakel.fhir.guide;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The extensions of the guide: where each may stand, with which type of value or which parts. What
 * the gateway defines itself it can ask to be right. Pure.
 */
public final class OwnExtensions {

  private static final Map<String, Definition> BY_URL = definitions();

  /** Those of which an element may have several. */
  private static final Set<String> REPEATED =
      Set.of("consent-informed", "consent-replaces", "notice-kind");

  /**
   * @param value name of the only property its value may have; empty when it has parts
   * @param parts by their URL the name of the property of each
   * @param contexts the elements it may stand on
   */
  private record Definition(String value, Map<String, String> parts, Set<String> contexts) {}

  private OwnExtensions() {}

  static Set<String> urls() {
    return BY_URL.keySet();
  }

  /**
   * @param element where the object is defined that has the extensions, such as {@code Patient}
   */
  public static void check(
      JsonNode extensions, String path, String element, Consumer<Issue> found) {
    var seen = new HashSet<String>();
    // What is no list has no first element, and is told of already
    for (var i = 0; extensions.isArray() && i < extensions.size(); i++) {
      var extension = extensions.get(i);
      var url = extension.path("url").asText();
      var definition = BY_URL.get(url);
      if (definition != null) {
        check(extension, definition, element, path + "[" + i + "]", found);
        if (!seen.add(url) && !REPEATED.contains(url.substring(Systems.EXTENSION.length()))) {
          found.accept(new Issue(path, Code.TOO_MANY_ITEMS, "1"));
        }
      }
    }
  }

  private static void check(
      JsonNode extension,
      Definition definition,
      String element,
      String path,
      Consumer<Issue> found) {
    if (!definition.contexts().contains(element)) {
      found.accept(new Issue(path + ".url", Code.EXTENSION_NOT_EXPECTED));
    } else if (definition.value().isEmpty()) {
      parts(extension.path("extension"), definition, path + ".extension", found);
    } else {
      value(extension, definition.value(), path, found);
    }
  }

  private static void parts(
      JsonNode parts, Definition definition, String path, Consumer<Issue> found) {
    var seen = new HashSet<String>();
    for (var i = 0; parts.isArray() && i < parts.size(); i++) {
      var part = parts.get(i);
      var url = part.path("url").asText();
      var at = path + "[" + i + "]";
      if (!definition.parts().containsKey(url)) {
        found.accept(
            new Issue(
                at + ".url", Code.UNKNOWN_CODE, String.join(", ", definition.parts().keySet())));
      } else {
        value(part, definition.parts().get(url), at, found);
        if (!seen.add(url)) {
          found.accept(new Issue(at, Code.DUPLICATE_ITEM));
        }
      }
    }
  }

  private static void value(JsonNode extension, String name, String path, Consumer<Issue> found) {
    if (!extension.has(name)) {
      found.accept(new Issue(path + "." + name, Code.MISSING));
    }
  }

  private static Map<String, Definition> definitions() {
    var definitions = new HashMap<String, Definition>();
    for (var profile : Guide.packaged().all("StructureDefinition")) {
      if (profile.get("type").textValue().equals("Extension")) {
        definitions.put(profile.get("url").textValue(), definition(profile));
      }
    }
    return definitions;
  }

  private static Definition definition(JsonNode profile) {
    var value = "";
    var parts = new HashMap<String, String>();
    for (var element : profile.at("/differential/element")) {
      var id = element.get("id").textValue();
      if (id.endsWith(".value[x]") && element.has("type")) {
        var name = property(element.at("/type/0/code").textValue());
        if (id.equals("Extension.value[x]")) {
          value = name;
        } else {
          parts.put(id.replaceFirst("^Extension\\.extension:(\\w+)\\..*", "$1"), name);
        }
      }
    }
    var contexts = new HashSet<String>();
    profile.get("context").forEach(each -> contexts.add(each.get("expression").textValue()));
    return new Definition(value, Map.copyOf(parts), Set.copyOf(contexts));
  }

  private static String property(String type) {
    return "value" + Character.toUpperCase(type.charAt(0)) + type.substring(1);
  }
}
