package be.schakel.medical;

import be.schakel.disclosure.Released;
import be.schakel.edge.ReleasedWriter;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Writes a released document: the bytes as they came, under the type they were given, never shown
 * inline.
 */
@Provider
@Produces(MediaType.WILDCARD)
public class DocumentWriter implements MessageBodyWriter<Released<DocumentView>> {

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
    headers.putSingle(
        HttpHeaders.CONTENT_TYPE,
        document.contentType().orElse(MediaType.APPLICATION_OCTET_STREAM));
    headers.putSingle(HttpHeaders.CONTENT_DISPOSITION, "attachment");
    if (document.bytes().isPresent()) {
      document.size().ifPresent(size -> headers.putSingle(HttpHeaders.CONTENT_LENGTH, size));
      document.bytes().get().writeTo(out);
    }
  }
}
