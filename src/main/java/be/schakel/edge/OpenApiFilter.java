package be.schakel.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Makes the contract that is served at {@code /openapi} complete: the address and version of this
 * gateway, the code lists of the vocabulary, and the examples, which stand in files of their own.
 */
public final class OpenApiFilter implements OASFilter {

  private static final String EXAMPLES = "/openapi/";

  @Override
  public void filterOpenAPI(OpenAPI openApi) {
    var config = ConfigProvider.getConfig();
    openApi.getInfo().setVersion(config.getValue("schakel.version", String.class));
    openApi.setServers(
        List.of(
            OASFactory.createServer().url(config.getValue("schakel.public-url", String.class))));
  }

  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.get(CodeLists.KEYWORD) instanceof String list) {
      schema.setEnumeration(List.copyOf(CodeLists.codes(list)));
    }
    return schema;
  }

  @Override
  public RequestBody filterRequestBody(RequestBody body) {
    fillExamples(body.getContent());
    return body;
  }

  @Override
  public APIResponse filterAPIResponse(APIResponse response) {
    fillExamples(response.getContent());
    return response;
  }

  private static void fillExamples(Content content) {
    Optional.ofNullable(content).stream()
        .flatMap(it -> it.getMediaTypes().values().stream())
        .flatMap(type -> Optional.ofNullable(type.getExamples()).stream())
        .flatMap(examples -> examples.values().stream())
        .filter(example -> example.getExternalValue() != null)
        .forEach(OpenApiFilter::fill);
  }

  /** A browser of the documentation could not fetch the file: it is not served. */
  private static void fill(Example example) {
    var file = EXAMPLES + example.getExternalValue();
    try (var in = OpenApiFilter.class.getResourceAsStream(file)) {
      example.setValue(Json.MAPPER.readValue(in, Object.class));
      example.setExternalValue(null);
    } catch (IOException broken) {
      throw new UncheckedIOException(file, broken);
    }
  }
}
