package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.Arrival;
import be.schakel.edge.LargeBodies;
import be.schakel.edge.ReleasedWriter;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.out.SecurityLabels;
import be.schakel.medical.DocumentView;
import be.schakel.medical.DocumentWriter;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
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
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;

/**
 * A released document as its bytes, or inside a FHIR {@code Binary} for who asks for that; neither
 * is ever whole in memory. One that is FHIR also as a document for people.
 */
@Provider
@Produces(MediaType.WILDCARD)
@ApplicationScoped
public class BinaryWriter implements MessageBodyWriter<Released<DocumentView>> {

  static final String WRAPPER = "wrapper";

  /** Base64 of nothing that a document could be: where the bytes of one go. */
  private static final String DATA = "c2NoYWtlbDpieXRlcw==";

  @Inject Rendering rendering;
  @Inject Exchange exchange;
  @Inject Arrival arrival;
  @Inject LargeBodies bodies;
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
    var document = released.view();
    if (rendering.makesResource()) {
      readable(document, headers, out);
      return;
    }
    var own = document.contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
    if (!wrapped(request.getAcceptableMediaTypes(), own)) {
      DocumentWriter.write(document, request, response, headers, out);
      return;
    }
    var form = form(request.getAcceptableMediaTypes());
    headers.putSingle(HttpHeaders.CONTENT_TYPE, form.mediaType());
    var whole = envelope(form, document, own);
    var at = whole.indexOf(DATA);
    out.write(utf8(whole.substring(0, at)));
    if (document.bytes().isPresent()) {
      try (var base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
        document.bytes().get().writeTo(base64);
      }
    }
    out.write(utf8(whole.substring(at + DATA.length())));
  }

  private void readable(
      DocumentView document, MultivaluedMap<String, Object> headers, OutputStream out)
      throws IOException {
    var written = made(document);
    try (var held = bodies.answer(written.length, arrival.caller().partner().code())) {
      headers.putSingle(HttpHeaders.CONTENT_TYPE, exchange.out().mediaType());
      out.write(written);
    }
  }

  /** In memory, many times its size, so that not many are made at once; who gets it may be slow. */
  private byte[] made(DocumentView document) {
    try (var held = bodies.hold(StoredFhir.ROOM, arrival.caller().partner().code())) {
      return utf8(written(document));
    }
  }

  /** What was read leniently may be nothing that can be written. */
  private String written(DocumentView document) {
    try {
      return exchange.written(rendering.one(document, arrival.language()));
    } catch (SchakelProblem | UncheckedIOException notOfTheDocument) {
      throw notOfTheDocument;
    } catch (RuntimeException strange) {
      // What it says quotes the document
      throw SchakelProblem.of(Code.NO_FHIR_DOCUMENT);
    }
  }

  /** The resource around the bytes, with a place for them. */
  static String envelope(Form form, DocumentView document, String own) {
    var binary = new Binary().setContentType(own);
    document.id().ifPresent(id -> binary.setId(id.toString()));
    SecurityLabels.on(binary, document.category());
    binary.getDataElement().setValueAsString(DATA);
    return (form == Form.XML ? R4.xml() : R4.json()).encodeResourceToString(binary);
  }

  private static Form form(List<MediaType> accepted) {
    return accepted.stream()
        .filter(MediaTypes::isFhir)
        .flatMap(type -> MediaTypes.form(type).stream())
        .findFirst()
        .orElse(Form.JSON);
  }

  /**
   * Asked for expressly, or FHIR alone is understood. A document that is FHIR itself is its own
   * bytes for who asks for its own form alone.
   */
  static boolean wrapped(List<MediaType> accepted, String own) {
    if (accepted.stream().anyMatch(each -> MediaTypes.isFhir(each) && "1".equals(wrapper(each)))) {
      return true;
    }
    var itself = accepted.stream().allMatch(each -> own.startsWith(name(each)));
    return !itself && accepted.stream().allMatch(MediaTypes::isFhir);
  }

  private static String name(MediaType type) {
    return type.getType() + "/" + type.getSubtype();
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
