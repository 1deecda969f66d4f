package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.Arrival;
import be.schakel.edge.ReleasedWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** What was released, as a FHIR resource: the only place of this door that opens a view. */
@Provider
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@ApplicationScoped
public class ResourceWriter implements MessageBodyWriter<Released<?>> {

  @Inject Rendering rendering;
  @Inject Arrival arrival;

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Released.class && !ReleasedWriter.isStreamed(generic);
  }

  @Override
  public void writeTo(
      Released<?> released,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    var language = arrival.language();
    var resource =
        released.isPage()
            ? rendering.page(released.views(), released.next(), language)
            : rendering.one(released.view(), language);
    out.write(R4.json().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8));
  }
}
