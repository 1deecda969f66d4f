package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lints {@code openapi/schakel.yaml}: what makes a contract one that others can build on. */
class ContractTest {

  private static final JsonNode CONTRACT = Contract.packaged().document();
  private static final Set<String> VERBS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  /** Those of JSON Schema that {@link SchemaIssues} has words for, and those that only describe. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "enum",
          "const",
          "format",
          "pattern",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minimum",
          "maximum",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "oneOf",
          "anyOf",
          "$ref",
          "description",
          "default",
          "examples",
          "contentEncoding",
          CodeLists.KEYWORD,
          SchemaIssues.PROBLEM);

  @Test
  void everyOperationHasItsOwnNameASummaryAndKnownTags() {
    var known = new HashSet<String>();
    CONTRACT.get("tags").forEach(tag -> known.add(tag.get("name").textValue()));
    var names = new HashSet<String>();
    var wrong = new ArrayList<String>();
    operations()
        .forEach(
            (operation, it) -> {
              if (!names.add(it.path("operationId").asText())
                  || it.path("operationId").asText().isEmpty()) {
                wrong.add(operation + " operationId");
              }
              if (it.path("summary").asText().isEmpty()
                  || it.path("summary").asText().endsWith(".")) {
                wrong.add(operation + " summary");
              }
              if (it.path("tags").isEmpty()) {
                wrong.add(operation + " tags");
              }
              it.path("tags")
                  .forEach(tag -> assertTrue(known.contains(tag.textValue()), operation));
              if (it.path("security").isEmpty()) {
                wrong.add(operation + " security");
              }
            });
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyOperationSaysHowItFails() {
    var wrong = new ArrayList<String>();
    operations()
        .forEach(
            (operation, it) -> {
              var expected =
                  operation.contains(" /fhir") && !operation.contains("well-known")
                      ? "#/components/responses/FhirFailure"
                      : "#/components/responses/Failure";
              if (!it.at("/responses/default/$ref").asText().equals(expected)) {
                wrong.add(operation);
              }
            });
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyFailureIsAProblemOrAnOperationOutcome() {
    CONTRACT
        .at("/components/responses")
        .fields()
        .forEachRemaining(
            response -> {
              var content = response.getValue().get("content");
              var schema =
                  content.has("application/problem+json")
                      ? content.at("/application~1problem+json/schema/$ref")
                      : content.at("/application~1fhir+json/schema/$ref");
              assertTrue(
                  Set.of("#/components/schemas/Problem", "#/components/schemas/OperationOutcome")
                      .contains(schema.asText()),
                  response.getKey());
            });
  }

  @Test
  void everyScopeThatIsNeededIsOneOfTheScheme() {
    var scopes = CONTRACT.at("/components/securitySchemes/token/flows/clientCredentials/scopes");
    var needed = new TreeSet<String>();
    operations()
        .forEach(
            (operation, it) ->
                it.get("security")
                    .forEach(
                        way -> {
                          assertTrue(way.has("mutualTLS"), operation);
                          way.path("token").forEach(scope -> needed.add(scope.textValue()));
                        }));
    var offered = new TreeSet<String>();
    scopes.fieldNames().forEachRemaining(offered::add);
    assertEquals(offered, needed);
  }

  @Test
  void everyReferenceResolvesAndNoComponentIsUnused() {
    var used = new TreeSet<String>();
    Nodes.visit(
        CONTRACT,
        (name, node) -> {
          if (name.equals("$ref")) {
            var reference = node.textValue();
            assertTrue(reference.startsWith("#/"), reference);
            assertTrue(!CONTRACT.at(reference.substring(1)).isMissingNode(), reference);
            used.add(reference);
          }
        });
    var unused = new TreeSet<String>();
    CONTRACT
        .get("components")
        .fields()
        .forEachRemaining(
            kind -> {
              if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> unused.add("#/components/" + kind.getKey() + "/" + name));
              }
            });
    unused.removeAll(used);
    assertEquals(Set.of(), unused);
  }

  @Test
  void everyParameterInAPathIsDeclared() {
    CONTRACT
        .get("paths")
        .fields()
        .forEachRemaining(
            path -> {
              var declared =
                  names(path.getValue().path("parameters"), "path").stream()
                      .map(name -> "{" + name + "}")
                      .collect(Collectors.toCollection(TreeSet::new));
              var needed =
                  Stream.of(path.getKey().split("/"))
                      .filter(step -> step.startsWith("{"))
                      .collect(Collectors.toCollection(TreeSet::new));
              assertEquals(needed, declared, path.getKey());
            });
  }

  @Test
  void everyRequestIsClosedAndBounded() {
    var wrong = new ArrayList<String>();
    for (var name : requestSchemas()) {
      var schema = CONTRACT.at("/components/schemas/" + name);
      Nodes.visit(
          schema,
          (step, node) -> {
            if (node.has("properties") && node.path("additionalProperties").asBoolean(true)) {
              wrong.add(name + " is open");
            }
            if (node.path("type").asText().equals("array") && !node.has("maxItems")) {
              wrong.add(name + " " + step + " has no maxItems");
            }
            if (node.path("type").asText().equals("string")
                && Stream.of("maxLength", "pattern", "enum", "const", "format")
                    .noneMatch(node::has)) {
              wrong.add(name + " " + step + " has no end");
            }
          });
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void requestsUseOnlyKeywordsThatHaveWords() {
    var unknown = new TreeSet<String>();
    for (var name : requestSchemas()) {
      keywords(CONTRACT.at("/components/schemas/" + name), unknown);
    }
    unknown.removeAll(KEYWORDS);
    assertEquals(Set.of(), unknown);
  }

  @Test
  void everyChoiceInARequestSaysWhatItMeans() {
    var choices = new ArrayList<String>();
    for (var name : requestSchemas()) {
      Nodes.visit(
          CONTRACT.at("/components/schemas/" + name),
          (step, node) -> {
            if (node.has("oneOf") || node.has("anyOf")) {
              choices.add(Code.valueOf(node.path(SchemaIssues.PROBLEM).asText()).name());
              (node.has("oneOf") ? node.get("oneOf") : node.get("anyOf"))
                  .forEach(way -> assertEquals(Set.of("required"), fieldNames(way), name));
            }
          });
    }
    assertEquals(8, choices.size());
  }

  @Test
  void everyCodeListIsFilledFromTheVocabulary() {
    var gender = CONTRACT.at("/components/schemas/Gender/enum");
    assertEquals("[\"MALE\",\"FEMALE\",\"OTHER\",\"UNKNOWN\"]", gender.toString());
    Nodes.visit(
        CONTRACT,
        (name, node) -> {
          if (node.has(CodeLists.KEYWORD)) {
            assertTrue(node.get("enum").size() > 1, name);
          }
        });
  }

  @Test
  void everyRecordThatNamesASchemaNamesOneOfTheContract() {
    var named =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("be.schakel")
                .stream()
                .filter(type -> type.isAnnotatedWith(SchemaName.class))
                .collect(
                    Collectors.toMap(
                        JavaClass::getName,
                        type -> type.getAnnotationOfType(SchemaName.class).value()));
    named.forEach(
        (type, schema) ->
            assertTrue(CONTRACT.at("/components/schemas/" + schema).isObject(), type));
  }

  private static Map<String, JsonNode> operations() {
    var operations = new TreeMap<String, JsonNode>();
    CONTRACT
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        it -> {
                          if (VERBS.contains(it.getKey())) {
                            operations.put(it.getKey() + " " + path.getKey(), it.getValue());
                          }
                        }));
    return operations;
  }

  /** The schemas that a caller's JSON or form body must satisfy, and all that they refer to. */
  private static Set<String> requestSchemas() {
    var names = new TreeSet<String>();
    operations()
        .forEach(
            (operation, it) ->
                it.at("/requestBody/content")
                    .fields()
                    .forEachRemaining(
                        content -> {
                          if (!content.getKey().contains("fhir")) {
                            reach(content.getValue().get("schema"), names);
                          }
                        }));
    assertTrue(names.contains("Submission") && names.contains("Address"));
    return names;
  }

  private static void reach(JsonNode node, Set<String> names) {
    Nodes.visit(
        node,
        (name, it) -> {
          if (name.equals("$ref") && names.add(Nodes.last(it.textValue()))) {
            reach(CONTRACT.at(it.textValue().substring(1)), names);
          }
        });
  }

  private static void keywords(JsonNode schema, Collection<String> found) {
    if (schema.isObject()) {
      found.addAll(fieldNames(schema));
      schema.path("properties").forEach(property -> keywords(property, found));
      keywords(schema.path("items"), found);
    }
  }

  private static Set<String> names(JsonNode parameters, String in) {
    var names = new TreeSet<String>();
    parameters.forEach(
        parameter -> {
          var it =
              parameter.has("$ref")
                  ? CONTRACT.at(parameter.get("$ref").textValue().substring(1))
                  : parameter;
          if (it.get("in").textValue().equals(in)) {
            names.add(it.get("name").textValue());
          }
        });
    return names;
  }

  private static Set<String> fieldNames(JsonNode node) {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
