package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An example that is wrong teaches everybody the wrong thing. */
class ContractExamplesTest {

  private static final Path HOME = Path.of("openapi");
  private static final JsonNode CONTRACT = Contract.packaged().document();

  @Test
  void everyExampleSatisfiesItsSchemaAndEveryFileIsUsed() throws IOException {
    var seen = new TreeSet<String>();
    Nodes.visit(
        CONTRACT,
        (name, node) -> {
          if (node.has("schema") && node.has("examples")) {
            var schema = Nodes.last(node.at("/schema/$ref").asText());
            node.get("examples")
                .forEach(
                    example -> {
                      var file = example.get("externalValue").textValue();
                      seen.add(file);
                      assertEquals(
                          List.of(), ContractAnswers.check(schema, read(HOME.resolve(file))), file);
                    });
          }
        });
    assertEquals(files(), seen);
  }

  @Test
  void everyExampleOfARequestBindsToItsRecordAndLosesNothing() throws IOException {
    var reader = new CheckedBody();
    for (var record : recordsWithSchema()) {
      var schema = record.getAnnotation(SchemaName.class).value();
      for (var file : requestExamples(schema)) {
        try (var in = Files.newInputStream(HOME.resolve(file))) {
          var body = JsonBody.read(in, JsonBody.LIMIT, JsonBody.VALUES);
          var bound = Json.MAPPER.valueToTree(reader.read(record, body));
          body.root().remove(nulls(body.root()));
          assertEquals(body.root(), bound, file);
        }
      }
    }
  }

  @Test
  void everyProblemCodeInAnExampleIsOneOfTheCatalogue() throws IOException {
    var codes = Stream.of(Code.values()).map(Code::name).collect(Collectors.toSet());
    for (var file : files()) {
      if (file.startsWith("examples/fhir-")) {
        // A code of FHIR belongs to the system beside it
        continue;
      }
      Nodes.visit(
          read(HOME.resolve(file)),
          (name, node) -> {
            if (name.equals("code") && node.asText().matches("[A-Z_]+")) {
              assertTrue(codes.contains(node.textValue()), file + " " + node);
            }
          });
    }
  }

  private static Set<String> files() throws IOException {
    try (var files = Files.list(HOME.resolve("examples"))) {
      return files
          .map(file -> "examples/" + file.getFileName())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Json.MAPPER.readTree(file.toFile());
    } catch (IOException broken) {
      throw new IllegalStateException(file.toString(), broken);
    }
  }

  private static List<Class<?>> recordsWithSchema() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("be.schakel")
            .stream()
            .filter(type -> type.isAnnotatedWith(SchemaName.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  private static Set<String> requestExamples(String schema) {
    var files = new TreeSet<String>();
    Nodes.visit(
        CONTRACT,
        (name, node) -> {
          if (name.equals("application/json")
              && Nodes.last(node.at("/schema/$ref").asText()).equals(schema)) {
            node.path("examples")
                .forEach(example -> files.add(example.get("externalValue").textValue()));
          }
        });
    return files;
  }

  private static List<String> nulls(JsonNode object) {
    return object.properties().stream()
        .filter(property -> property.getValue().isNull())
        .map(Map.Entry::getKey)
        .toList();
  }
}
