package be.schakel.audit;

import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.Released;
import be.schakel.edge.Arrival;
import be.schakel.edge.Json;
import be.schakel.edge.ReleasedWriter;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.nio.charset.StandardCharsets;

/**
 * Writes an export a page at a time. How many entries there are stands in a header before them, so
 * that who reads can tell how far it is, and that nothing is missing.
 */
@Provider
@Produces(MediaType.WILDCARD)
@ApplicationScoped
public class ExportWriter implements MessageBodyWriter<Released<LogExport>> {

  /** How many entries follow. */
  private static final String COUNT = "Disclosure-Count";

  @Inject Arrival arrival;

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Released.class && ReleasedWriter.isStreamed(generic, LogExport.class);
  }

  @Override
  public void writeTo(
      Released<LogExport> released,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    var export = released.view();
    var format = export.format().orElseThrow();
    var entries = export.entries().orElseThrow();
    headers.putSingle(HttpHeaders.CONTENT_TYPE, format.mediaType() + ";charset=utf-8");
    headers.putSingle(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"disclosures." + format.word() + "\"");
    headers.putSingle(COUNT, Long.toString(entries.count()));
    var json = Json.answer(arrival.language());
    if (format == ExportFormat.CSV) {
      out.write(bytes(Csv.line(ExportColumns.NAMES)));
    }
    for (var page = entries.next(); !page.isEmpty(); page = entries.next()) {
      for (var entry : page) {
        out.write(bytes(line(format, entry, json)));
      }
      out.flush();
    }
  }

  private static String line(ExportFormat format, DisclosureView entry, ObjectWriter json)
      throws IOException {
    return switch (format) {
      case NDJSON -> json.writeValueAsString(entry) + "\n";
      case CSV -> Csv.line(ExportColumns.of(entry));
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
