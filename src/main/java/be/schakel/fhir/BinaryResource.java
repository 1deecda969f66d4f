package be.schakel.fhir;

import be.schakel.edge.Arrival;
import be.schakel.edge.Json;
import be.schakel.edge.JsonBody;
import be.schakel.edge.Public;
import be.schakel.edge.Scope;
import be.schakel.fhir.Exchange.Return;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.in.Structure;
import be.schakel.fhir.in.XmlToJson;
import be.schakel.fhir.out.Outcomes;
import be.schakel.medical.Documents.Stored;
import be.schakel.medical.Uploads;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Large documents as a {@code Binary}, ahead of the transaction that names them: any bytes under
 * their own type, streamed, or the resource itself (R4 binary, "Creating").
 */
@Path("/")
@RequestScoped
public class BinaryResource {

  @Inject Uploads uploads;
  @Inject Caller caller;
  @Inject Exchange exchange;
  @Inject Arrival arrival;
  @Context HttpServletResponse response;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  /** What was stored, or that it was: nothing about a person is in it. */
  @Public(status = 201)
  record Made(@JsonValue JsonNode answer) {

    static Made told(Language language) throws IOException {
      var outcome = R4.json().encodeResourceToString(Outcomes.stored(language));
      return new Made(Json.MAPPER.readTree(outcome));
    }

    static Made of(Stored stored) {
      return new Made(
          Json.MAPPER
              .createObjectNode()
              .put("resourceType", "Binary")
              .put("id", stored.id().toString())
              .put("contentType", stored.contentType()));
    }
  }

  @POST
  @Path("Binary")
  @Consumes(MediaType.WILDCARD)
  @Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
  @Scope("system/Binary.c")
  public Made create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body)
      throws IOException {
    var form = form(contentType);
    var stored =
        form.isPresent()
            ? resource(form.get(), contentType, body)
            : uploads.take(caller, contentType, body);
    response.setHeader(HttpHeaders.LOCATION, publicUrl + "/fhir/Binary/" + stored.id());
    return exchange.wanted() == Return.OPERATION_OUTCOME
        ? Made.told(arrival.language())
        : Made.of(stored);
  }

  private static Optional<Form> form(String contentType) {
    try {
      var type = MediaType.valueOf(contentType);
      return MediaTypes.isFhir(type) ? MediaTypes.form(type) : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** A Binary is unwrapped; another resource, such as a document Bundle, is a document itself. */
  private Stored resource(Form form, String contentType, InputStream body) throws IOException {
    var bytes = JsonBody.bytes(body, JsonBody.LIMIT + 1);
    if (bytes.length > JsonBody.LIMIT) {
      throw JsonBody.tooLarge(JsonBody.LIMIT);
    }
    var json = form == Form.XML ? XmlToJson.convert(bytes) : bytes;
    var root =
        JsonBody.read(new ByteArrayInputStream(json), JsonBody.LIMIT, JsonBody.VALUES).root();
    if (!root.path("resourceType").asText().equals("Binary")) {
      return uploads.take(caller, contentType, new ByteArrayInputStream(bytes));
    }
    try {
      var data = Base64.getMimeDecoder().decode(root.path("data").asText());
      if (data.length == 0) {
        throw SchakelProblem.of(List.of(new Issue("Binary.data", Code.DOCUMENT_EMPTY)));
      }
      Structure.refuse(root, "Binary");
      return uploads.take(
          caller, root.path("contentType").asText(null), new ByteArrayInputStream(data));
    } catch (IllegalArgumentException notBase64) {
      throw SchakelProblem.of(List.of(new Issue("Binary.data", Code.BAD_BASE64)));
    }
  }
}
