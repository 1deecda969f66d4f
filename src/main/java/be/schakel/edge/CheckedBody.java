package be.schakel.edge;

import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a JSON body into a record that names its schema ({@link SchemaName}): parsed strictly,
 * checked against the contract, everything that is wrong told at once, then bound.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CheckedBody implements MessageBodyReader<Object> {

  @Inject Bookmarks bookmarks;

  private final Contract contract = Contract.packaged();

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type.isAnnotationPresent(SchemaName.class);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    refuseAnnouncedSize(headers.getFirst(HttpHeaders.CONTENT_LENGTH));
    var body = JsonBody.read(in, JsonBody.LIMIT, JsonBody.VALUES);
    var bookmark = body.root().path(Bookmarks.CURSOR);
    if (bookmark.isTextual()) {
      body.root().put(Bookmarks.CURSOR, bookmarks.opened(bookmark.asText()));
    }
    return read(type, body);
  }

  <T> T read(Class<T> type, JsonBody body) {
    var schema = type.getAnnotation(SchemaName.class).value();
    var issues =
        SchemaIssues.sorted(
                Stream.concat(body.issues().stream(), contract.check(schema, body.root()).stream()))
            .toList();
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
    try {
      return Json.MAPPER.treeToValue(body.root(), type);
    } catch (JsonProcessingException mismatch) {
      // Record and schema disagree, which is our fault. The cause quotes the body: it stays here.
      throw new IllegalStateException(
          "schema " + schema + " lets through what its record refuses at " + place(mismatch));
    }
  }

  private static String place(JsonProcessingException mismatch) {
    return mismatch instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(step -> step.getFieldName() == null ? "*" : step.getFieldName())
            .collect(Collectors.joining("/"))
        : "";
  }

  private static void refuseAnnouncedSize(String contentLength) {
    try {
      if (contentLength != null && Long.parseLong(contentLength) > JsonBody.LIMIT) {
        throw JsonBody.tooLarge(JsonBody.LIMIT);
      }
    } catch (NumberFormatException announcedNothing) {
      return;
    }
  }
}
