package be.schakel.medical;

import be.schakel.edge.Public;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Purpose;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Large documents, taken in ahead of the submission that names them. */
@Path("documents")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DocumentsResource {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final int LIMIT = 50;
  private static final Set<Purpose> PURPOSES =
      EnumSet.of(Purpose.SUBMIT, Purpose.FOLLOW_UP_OWN, Purpose.CASE_MANAGEMENT);
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}( ?;[^\\p{Cntrl}]{0,120})?");

  @Inject Documents documents;
  @Inject Caller caller;
  @Inject Clock clock;

  /** What was stored: nothing about a person is in it. */
  @Public(status = 201)
  record Upload(UUID id, String sha256, long size, OffsetDateTime expiresAt) {}

  @POST
  @Scope("system/Binary.c")
  @Consumes(MediaType.WILDCARD)
  public Upload upload(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body)
      throws IOException {
    if (!PURPOSES.contains(caller.purpose())) {
      throw SchakelProblem.of(Code.PURPOSE_MISMATCH);
    }
    if (contentType == null || !MEDIA_TYPE.matcher(contentType).matches()) {
      throw SchakelProblem.of(Code.UNSUPPORTED_MEDIA_TYPE, "*/*");
    }
    var now = clock.instant();
    try {
      var stored =
          documents.upload(
              caller.partner().code(), contentType, body, (long) LIMIT * MEBIBYTE, now);
      return new Upload(
          stored.id(),
          HexFormat.of().formatHex(stored.sha256()),
          stored.size(),
          now.plus(Documents.UPLOAD_KEPT).atZone(ZoneId.of("Europe/Brussels")).toOffsetDateTime());
    } catch (Documents.TooLarge tooLarge) {
      throw SchakelProblem.of(Code.UPLOAD_TOO_LARGE, Integer.toString(LIMIT));
    } catch (IOException brokenOff) {
      // Only the client's stream throws it: nothing was stored, and it is no fault of ours
      throw SchakelProblem.of(Code.MALFORMED_BODY);
    }
  }
}
