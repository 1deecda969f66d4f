package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.Json;
import be.schakel.edge.ReleasedWriter;
import be.schakel.medical.DocumentView;
import be.schakel.medical.DocumentWriter;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A released document as its bytes, or inside a FHIR {@code Binary} for who asks for that; neither
 * is ever whole in memory.
 */
@Provider
@Produces(MediaType.WILDCARD)
public class BinaryWriter implements MessageBodyWriter<Released<DocumentView>> {

  private static final String WRAPPER = "wrapper";

  @Context HttpHeaders request;

  private final DocumentWriter bytes = new DocumentWriter();

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Released.class && ReleasedWriter.isStreamed(generic, DocumentView.class);
  }

  @Override
  public void writeTo(
      Released<DocumentView> released,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    var document = released.view();
    var own = document.contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
    if (!wrapped(request.getAcceptableMediaTypes(), own)) {
      bytes.writeTo(released, type, generic, annotations, mediaType, headers, out);
      return;
    }
    headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaTypes.FHIR_JSON);
    var head =
        Json.MAPPER
            .createObjectNode()
            .put("resourceType", "Binary")
            .put("id", document.id().orElseThrow().toString())
            .put("contentType", own)
            .put("data", "")
            .toString();
    out.write(utf8(head.substring(0, head.length() - "\"}".length())));
    if (document.bytes().isPresent()) {
      try (var base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
        document.bytes().get().writeTo(base64);
      }
    }
    out.write(utf8("\"}"));
  }

  /** Asked for expressly, or FHIR alone is understood and the document itself is something else. */
  static boolean wrapped(List<MediaType> accepted, String own) {
    if (accepted.stream().anyMatch(each -> fhir(each) && "1".equals(wrapper(each)))) {
      return true;
    }
    return !own.startsWith(MediaTypes.FHIR_JSON)
        && !accepted.isEmpty()
        && accepted.stream().allMatch(BinaryWriter::fhir);
  }

  private static boolean fhir(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).equalsIgnoreCase(MediaTypes.FHIR_JSON);
  }

  private static String wrapper(MediaType type) {
    return type.getParameters().get(WRAPPER);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The end of base64 is not the end of the answer. */
  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] piece, int from, int length) throws IOException {
      out.write(piece, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
