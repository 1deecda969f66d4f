package be.schakel.medical;

import be.schakel.disclosure.Released;
import be.schakel.edge.ReleasedWriter;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes a released document: the bytes as they came, under the type they were given, never shown
 * inline; a part of them for who asks for that (RFC 9110 14), nothing for who has them already.
 */
@Provider
@Produces(MediaType.WILDCARD)
public class DocumentWriter implements MessageBodyWriter<Released<DocumentView>> {

  @Context HttpHeaders request;
  @Context HttpServletResponse response;

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
    write(released.view(), request, response, headers, out);
  }

  /** For the writer of the other face, which has more ways to answer. */
  public static void write(
      DocumentView document,
      HttpHeaders request,
      HttpServletResponse response,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    headers.putSingle(
        HttpHeaders.CONTENT_TYPE,
        document.contentType().orElse(MediaType.APPLICATION_OCTET_STREAM));
    headers.putSingle(HttpHeaders.CONTENT_DISPOSITION, "attachment");
    if (document.bytes().isEmpty() || document.size().isEmpty()) {
      return;
    }
    var size = document.size().get();
    // The digest is of the bytes, which never change: the strongest tag there is
    var tag = document.sha256().map(digest -> '"' + digest + '"');
    headers.putSingle("Accept-Ranges", "bytes");
    tag.ifPresent(known -> headers.putSingle(HttpHeaders.ETAG, known));
    if (tag.filter(known -> has(request, known)).isPresent()) {
      response.setStatus(Status.NOT_MODIFIED.getStatusCode());
      // Without this the server never ends it over HTTP/2, and whoever asked hangs
      out.flush();
      return;
    }
    var range = range(request, tag, size);
    var part = range.orElse(new ByteRange(0, size));
    if (range.isPresent()) {
      if (!part.satisfiable()) {
        throw SchakelProblem.of(Code.RANGE_BEHIND_END, Long.toString(size));
      }
      headers.putSingle("Content-Range", part.told(size));
      response.setStatus(Status.PARTIAL_CONTENT.getStatusCode());
    }
    headers.putSingle(HttpHeaders.CONTENT_LENGTH, part.length());
    document.bytes().get().writeTo(out, part);
  }

  private static boolean has(HttpHeaders request, String tag) {
    return Optional.ofNullable(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))
        .filter(header -> Arrays.asList(header.split("\\s*,\\s*")).contains(tag))
        .isPresent();
  }

  /** Who goes on with something else than it has begun gets all of it. */
  private static Optional<ByteRange> range(HttpHeaders request, Optional<String> tag, long size) {
    var unchanged =
        Optional.ofNullable(request.getHeaderString("If-Range"))
            .map(expected -> tag.filter(expected::equals).isPresent())
            .orElse(true);
    return Optional.ofNullable(request.getHeaderString("Range"))
        .filter(header -> unchanged)
        .flatMap(header -> ByteRange.asked(header, size));
  }
}
