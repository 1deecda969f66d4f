package be.schakel.edge;

import be.schakel.problem.Issue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contract {@code openapi/schakel.yaml}, which is also the validator: what it does not say is
 * not accepted, and what it says is nowhere said again in code.
 *
 * <p>Read once from the application, its code lists filled in from the vocabulary. Thread-safe;
 * schemas are compiled when they are first used and kept.
 */
public final class Contract {

  private static final String RESOURCE = "/openapi/schakel.yaml";
  private static final String ADDRESS = "https://schakel.example/openapi/schakel.yaml";
  private static final String SCHEMAS = "/components/schemas/";

  private final JsonNode document;
  private final JsonSchemaFactory factory;
  private final SchemaValidatorsConfig config;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
  private final SchemaIssues issues;

  Contract(JsonNode document) {
    this.document = document;
    this.issues = new SchemaIssues(document);
    var dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .formats(formats -> Formats.ALL.forEach(it -> formats.put(it.getName(), it)))
            // What is no keyword of JSON Schema is OpenAPI's or our own and decides nothing
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();
    this.factory =
        JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(dialect.getIri())
            .metaSchema(dialect)
            .schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, document.toString())))
            .build();
    this.config =
        SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(Formats::expression)
            .build();
  }

  /** The contract that was packaged with this application. */
  public static Contract packaged() {
    return Packaged.CONTRACT;
  }

  /** The whole document, code lists filled in; not to be changed. */
  public JsonNode document() {
    return document;
  }

  /**
   * Everything that is wrong with a body, in the order of its places.
   *
   * @param schema a name below {@code #/components/schemas/}
   * @return no more than 500 issues, none of them holding a value of the body
   */
  public List<Issue> check(String schema, JsonNode body) {
    return issues.of(compiled.computeIfAbsent(schema, this::compile).validate(body)).toList();
  }

  private JsonSchema compile(String name) {
    if (document.at(SCHEMAS + name).isMissingNode()) {
      throw new IllegalArgumentException("the contract has no schema " + name);
    }
    var schema = factory.getSchema(SchemaLocation.of(ADDRESS + "#" + SCHEMAS + name), config);
    schema.initializeValidators();
    return schema;
  }

  private static final class Packaged {

    static final Contract CONTRACT = read();

    private static Contract read() {
      try (var yaml = Contract.class.getResourceAsStream(RESOURCE)) {
        var document = new YAMLMapper().readTree(yaml);
        CodeLists.fill(document);
        return new Contract(document);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
