package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the contract with the library that the server uses for {@code /openapi}. */
class OpenApiFilterTest {

  private static JsonNode served;

  @BeforeAll
  static void serve() throws IOException {
    served =
        Json.MAPPER.readTree(
            SmallRyeOpenAPI.builder()
                .withCustomStaticFile(
                    () -> OpenApiFilterTest.class.getResourceAsStream("/META-INF/openapi.yaml"))
                .enableStandardStaticFiles(false)
                .enableModelReader(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .addFilter(new OpenApiFilter())
                .build()
                .toJSON());
  }

  @Test
  void theServedContractIsThatOfTheProject() throws IOException {
    assertEquals(
        Files.readString(Path.of("openapi/schakel.yaml")),
        Files.readString(Path.of("target/classes/META-INF/openapi.yaml")));
    assertEquals(names(Contract.packaged().document().get("paths")), names(served.get("paths")));
    assertEquals(
        names(Contract.packaged().document().at("/components/schemas")),
        names(served.at("/components/schemas")));
  }

  @Test
  void addressAndVersionAreThoseOfThisGateway() throws IOException {
    assertEquals("[{\"url\":\"https://localhost:9443\"}]", served.get("servers").toString());
    var version = served.at("/info/version").textValue();
    assertTrue(
        Files.readString(Path.of("pom.xml"))
            .contains("<artifactId>schakel</artifactId>\n  <version>" + version + "</version>"),
        version);
  }

  @Test
  void codeListsAreThoseOfTheVocabulary() {
    var lists = new ArrayList<String>();
    Nodes.visit(
        served,
        (name, node) -> {
          if (node.has(CodeLists.KEYWORD)) {
            lists.add(name);
            var codes = new ArrayList<String>();
            node.path("enum").forEach(code -> codes.add(code.textValue()));
            assertEquals(CodeLists.codes(node.get(CodeLists.KEYWORD).textValue()), codes);
          }
        });
    assertTrue(lists.containsAll(List.of("Gender", "LegalGround", "Purpose")), lists.toString());
  }

  @Test
  void examplesStandInTheServedContractItself() {
    assertEquals(
        "REGULAR",
        served
            .at(
                "/paths/~1api~1referrals/post/requestBody/content/application~1json"
                    + "/examples/hospital/value/type")
            .textValue());
    assertEquals(
        "NOT_FOUND",
        served
            .at(
                "/components/responses/NotFound/content/application~1problem+json"
                    + "/examples/notFound/value/code")
            .textValue());
    assertTrue(served.findValues("externalValue").isEmpty());
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names.stream().sorted().toList();
  }
}
