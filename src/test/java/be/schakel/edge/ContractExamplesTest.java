package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void everyProblemCodeInAnExampleIsOneOfTheCatalogue() throws IOException {
    var codes = Stream.of(Code.values()).map(Code::name).collect(Collectors.toSet());
    for (var file : files()) {
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
}
