package be.schakel.fhir.in;

import be.schakel.fhir.guide.KnownCodes;
import be.schakel.fhir.guide.OwnExtensions;
import be.schakel.fhir.guide.OwnNames;
import be.schakel.fhir.guide.R4;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeResourceBlockDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * Whether a tree is a FHIR R4 resource at all: every element known, one or many as R4 says, every
 * value one of its type, the rules between them kept.
 *
 * <p>HAPI's parser would stop at a place or pass over it, and its messages quote values; this walks
 * the same definitions and names each place. Documents inside are the business of who reads them.
 */
public final class Structure {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  /** A part of an extension, which has a name of its own in place of an address. */
  private static final Pattern PART = Pattern.compile("extension\\[\\d+]\\.extension\\[\\d+]$");

  private static final Set<String> DATES = Set.of("date", "dateTime", "instant");

  private final boolean whole;
  private final Consumer<Issue> found;

  private Structure(boolean whole, Consumer<Issue> found) {
    this.whole = whole;
    this.found = found;
  }

  /** Tells of everything in the resource that R4 and the guide do not allow. */
  public static void check(JsonNode resource, String path, Consumer<Issue> found) {
    new Structure(true, found).resource(resource, path);
  }

  /**
   * The same of one that nothing else is asked of.
   *
   * @throws SchakelProblem with every place that has to change
   */
  public static void refuse(JsonNode resource, String path) {
    var wrong = new ArrayList<Issue>();
    check(resource, path, wrong::add);
    wrong.removeIf(issue -> issue.code().isWarning());
    if (!wrong.isEmpty()) {
      throw SchakelProblem.of(wrong);
    }
  }

  /**
   * The same of one that comes back as it was read here, where a reader may not have seen all that
   * R4 requires.
   */
  static void shape(JsonNode resource, String path, Consumer<Issue> found) {
    new Structure(false, found).resource(resource, path);
  }

  private void resource(JsonNode resource, String path) {
    if (!resource.isObject()) {
      wrong(path, Code.WRONG_TYPE, "object");
      return;
    }
    var type = resource.path("resourceType");
    if (!known(type.asText())) {
      // Which types may come is for the mapping to say
      wrong(
          path + ".resourceType", type.isMissingNode() ? Code.MISSING : Code.UNKNOWN_RESOURCE_TYPE);
      return;
    }
    if (!DocumentParts.isDocument(resource)) {
      composite(resource, path, type.asText(), R4.CONTEXT.getResourceDefinition(type.asText()));
    }
  }

  static boolean known(String type) {
    return R4.CONTEXT.getResourceTypes().contains(type);
  }

  static boolean primitive(BaseRuntimeElementDefinition<?> definition) {
    return switch (definition.getChildType()) {
      case PRIMITIVE_DATATYPE, ID_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> true;
      default -> false;
    };
  }

  /**
   * @param type where the object is defined, such as {@code Consent.provision} or {@code Period}
   */
  private void composite(
      JsonNode object,
      String path,
      String type,
      BaseRuntimeElementCompositeDefinition<?> definition) {
    if (object.isEmpty()) {
      wrong(path, Code.TOO_FEW_ITEMS, "1");
      return;
    }
    object
        .fields()
        .forEachRemaining(field -> member(object, field.getKey(), path, type, definition));
    (type.equals("Identifier") ? OwnNames.IDENTIFIERS : OwnNames.CODE_SYSTEMS)
        .misses(object.path("system"), path + ".system", found);
    if (!whole) {
      return;
    }
    R4Rules.check(object, path, type, definition, found);
    OwnExtensions.check(object.path("extension"), path + ".extension", type, found);
    if (type.equals("Coding")) {
      KnownCodes.check(object, path, found);
    }
  }

  private void member(
      JsonNode object,
      String name,
      String within,
      String type,
      BaseRuntimeElementCompositeDefinition<?> definition) {
    var value = object.get(name);
    var path = within + "." + name;
    switch (name) {
      case "resourceType" -> {
        return;
      }
      case "extension", "modifierExtension" -> {
        many(value, path, false, this::extension);
        return;
      }
      case "implicitRules", "_implicitRules" -> {
        // Who does not know the rules cannot know what is meant (R4 Resource.implicitRules)
        wrong(path, Code.UNKNOWN_MODIFIER);
        return;
      }
      case "contained" -> {
        many(value, path, false, this::resource);
        return;
      }
      case "id" -> {
        id(value, path, definition);
        return;
      }
      default -> {}
    }
    var plain = name.startsWith("_") ? name.substring(1) : name;
    var child = definition.getChildByName(plain);
    if (child == null || child.getChildByName(plain) == null) {
      wrong(path, Code.UNKNOWN_PROPERTY);
    } else if (name.startsWith("_")) {
      shadow(value, path, child);
    } else if (child.getMax() == 1) {
      element(value, path, type + "." + plain, child, child.getChildByName(plain));
    } else {
      var shadowed = object.has("_" + name);
      many(
          value,
          path,
          shadowed,
          (item, at) -> element(item, at, type + "." + plain, child, child.getChildByName(plain)));
    }
  }

  private void element(
      JsonNode value,
      String path,
      String place,
      BaseRuntimeChildDefinition child,
      BaseRuntimeElementDefinition<?> definition) {
    if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
      if (!value.isObject()) {
        wrong(path, Code.WRONG_TYPE, "object");
      } else if (!"Resource".equals(definition.getName())) {
        composite(
            value,
            path,
            definition instanceof RuntimeResourceBlockDefinition ? place : definition.getName(),
            composite);
      }
      return;
    }
    switch (definition.getChildType()) {
      case PRIMITIVE_DATATYPE, ID_DATATYPE -> primitive(value, path, child, definition);
      case PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> text(value, path);
      default -> resource(value, path);
    }
  }

  private void primitive(
      JsonNode value,
      String path,
      BaseRuntimeChildDefinition child,
      BaseRuntimeElementDefinition<?> definition) {
    var type = definition.getName();
    switch (type) {
      case "boolean" -> {
        if (!value.isBoolean()) {
          wrong(path, Code.WRONG_TYPE, "boolean");
        }
      }
      case "integer", "positiveInt", "unsignedInt" -> {
        if (!value.isNumber()) {
          wrong(path, Code.WRONG_TYPE, "integer");
        } else {
          sound(value.asText(), path, child, definition);
        }
      }
      case "decimal" -> {
        if (!value.isNumber()) {
          wrong(path, Code.WRONG_TYPE, "number");
        }
      }
      default -> {
        // Whether base64 is sound is asked where its bytes are wanted
        if (text(value, path) && !type.equals("base64Binary")) {
          sound(value.textValue(), path, child, definition);
        }
      }
    }
  }

  private boolean text(JsonNode value, String path) {
    if (!value.isTextual()) {
      wrong(path, Code.WRONG_TYPE, "string");
      return false;
    }
    if (value.textValue().isEmpty()) {
      wrong(path, Code.TOO_SHORT, "1");
      return false;
    }
    return true;
  }

  private void sound(
      String text,
      String path,
      BaseRuntimeChildDefinition child,
      BaseRuntimeElementDefinition<?> definition) {
    try {
      var value =
          (IPrimitiveType<?>) definition.newInstance(child.getInstanceConstructorArguments());
      value.setValueAsString(text);
    } catch (RuntimeException refused) {
      // HAPI has many names for it, and each message quotes the value
      if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition list) {
        wrong(path, Code.UNKNOWN_CODE, codes(list));
      } else if (DATES.contains(definition.getName())) {
        wrong(path, text.contains("T") ? Code.INVALID_TIME : Code.INVALID_DATE);
      } else {
        wrong(path, Code.INVALID_VALUE, definition.getName());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static String codes(RuntimeChildPrimitiveEnumerationDatatypeDefinition list) {
    var factory = (IBaseEnumFactory<Enum<?>>) list.getInstanceConstructorArguments();
    return Arrays.stream(list.getBoundEnumType().getEnumConstants())
        .map(factory::toCode)
        .filter(code -> code != null && !code.equals("?"))
        .collect(Collectors.joining(", "));
  }

  private void id(
      JsonNode value, String path, BaseRuntimeElementCompositeDefinition<?> definition) {
    if (text(value, path)
        && definition instanceof RuntimeResourceDefinition
        && !ID.matcher(value.textValue()).matches()) {
      wrong(path, Code.INVALID_VALUE, "id");
    }
  }

  private void extension(JsonNode extension, String path) {
    if (!extension.isObject()) {
      wrong(path, Code.WRONG_TYPE, "object");
      return;
    }
    if (!extension.path("url").isTextual()) {
      wrong(path + ".url", extension.has("url") ? Code.WRONG_TYPE : Code.MISSING, "string");
    } else if (!OwnNames.EXTENSIONS.misses(extension.get("url"), path + ".url", found)
        && !PART.matcher(path).find()
        && !Addresses.isAbsolute(extension.get("url").textValue())) {
      wrong(path + ".url", Code.INVALID_VALUE, "uri");
    }
    composite(
        extension,
        path,
        "Extension",
        (BaseRuntimeElementCompositeDefinition<?>) R4.CONTEXT.getElementDefinition("Extension"));
  }

  /** The object beside a primitive that holds its id and extensions. */
  private void shadow(JsonNode value, String path, BaseRuntimeChildDefinition child) {
    var name = path.substring(path.lastIndexOf('_') + 1);
    if (child.getChildByName(name) instanceof BaseRuntimeElementCompositeDefinition<?>) {
      wrong(path, Code.UNKNOWN_PROPERTY);
      return;
    }
    if (value.isArray() && child.getMax() == 1) {
      wrong(path, Code.WRONG_TYPE, "object");
      return;
    }
    for (var each : value.isArray() ? value : List.of(value)) {
      if (each.isNull() && value.isArray()) {
        continue;
      }
      if (!each.isObject()) {
        wrong(path, Code.WRONG_TYPE, "object");
        return;
      }
      each.fields()
          .forEachRemaining(
              field -> {
                switch (field.getKey()) {
                  case "id" -> text(field.getValue(), path + ".id");
                  case "extension" -> {
                    many(field.getValue(), path + ".extension", false, this::extension);
                    OwnExtensions.check(field.getValue(), path + ".extension", name, found);
                  }
                  default -> wrong(path + "." + field.getKey(), Code.UNKNOWN_PROPERTY);
                }
              });
    }
  }

  /**
   * @param shadowed a null keeps the place of a value that has only extensions
   */
  private void many(JsonNode list, String path, boolean shadowed, Check each) {
    if (!list.isArray()) {
      wrong(path, Code.WRONG_TYPE, "array");
      return;
    }
    if (list.isEmpty()) {
      wrong(path, Code.TOO_FEW_ITEMS, "1");
    }
    for (var i = 0; i < list.size(); i++) {
      if (!shadowed || !list.get(i).isNull()) {
        each.at(list.get(i), path + "[" + i + "]");
      }
    }
  }

  private void wrong(String path, Code code, String... arguments) {
    found.accept(new Issue(path, code, arguments));
  }

  /** What is done at each place of a list. */
  private interface Check {
    void at(JsonNode value, String path);
  }
}
