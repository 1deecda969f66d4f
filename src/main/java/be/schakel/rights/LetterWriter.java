package be.schakel.rights;

import be.schakel.disclosure.Released;
import be.schakel.vocabulary.Language;
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
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A released statement as a letter: a page to print, or a PDF. */
@Provider
@Produces({MediaType.TEXT_HTML, LetterWriter.PDF})
@ApplicationScoped
public class LetterWriter implements MessageBodyWriter<Released<StatementView>> {

  static final String PDF = "application/pdf";

  private static final MediaType PDF_TYPE = MediaType.valueOf(PDF);

  /** The page loads nothing, runs nothing and cannot be framed; its one style is known. */
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(Letter.STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Where to complain, in the words of each language. */
  @Inject
  @ConfigProperty(name = "schakel.rights.complaints.nl")
  String complaintsInDutch;

  @Inject
  @ConfigProperty(name = "schakel.rights.complaints.fr")
  String complaintsInFrench;

  @Inject
  @ConfigProperty(name = "schakel.rights.complaints.en")
  String complaintsInEnglish;

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Released.class
        && generic instanceof ParameterizedType parameterized
        && parameterized.getActualTypeArguments()[0] == StatementView.class
        && (mediaType.isCompatible(MediaType.TEXT_HTML_TYPE) || mediaType.isCompatible(PDF_TYPE));
  }

  @Override
  public void writeTo(
      Released<StatementView> released,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    var statement = released.view();
    var html =
        Letter.html(
            statement,
            Map.of(
                Language.NL, complaintsInDutch,
                Language.FR, complaintsInFrench,
                Language.EN, complaintsInEnglish));
    statement.language().ifPresent(tag -> headers.putSingle(HttpHeaders.CONTENT_LANGUAGE, tag));
    if (mediaType.isCompatible(PDF_TYPE)) {
      headers.putSingle(HttpHeaders.CONTENT_TYPE, PDF);
      out.write(LetterPdf.of(html));
    } else {
      headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_HTML + ";charset=utf-8");
      headers.putSingle("Content-Security-Policy", POLICY);
      out.write(html.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
