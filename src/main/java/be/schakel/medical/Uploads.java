package be.schakel.medical;

import be.schakel.edge.LargeBodies;
import be.schakel.medical.Documents.Stored;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** Takes large documents in ahead of the submission that names them, by either face. */
@ApplicationScoped
public class Uploads {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final int LIMIT = 50;

  /** In MiB, of those that one message names: some seconds to look through. */
  private static final int MOST_TOGETHER = 200;

  private static final String TOGETHER =
      """
      select coalesce(sum(size), 0) from document
       where id = any(:ids) and partner = :partner and referral is null""";
  private static final Set<Purpose> PURPOSES =
      EnumSet.of(Purpose.SUBMIT, Purpose.FOLLOW_UP_OWN, Purpose.CASE_MANAGEMENT);
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}( ?;[^\\p{Cntrl}]{0,120})?");

  @Inject Documents documents;
  @Inject LargeBodies bodies;
  @Inject Jdbi db;
  @Inject Clock clock;

  /**
   * All of it or nothing; nobody but its sender can name it, for {@link Documents#UPLOAD_KEPT}.
   *
   * @param contentType as the request has it, or null
   * @throws SchakelProblem when the caller came for something else, or the document has no type or
   *     not a byte, is above 50 MiB or breaks off, or too many come at once
   */
  public Stored take(Caller caller, String contentType, InputStream body) {
    if (!PURPOSES.contains(caller.purpose())) {
      throw SchakelProblem.of(Code.PURPOSE_MISMATCH);
    }
    if (contentType == null || !MEDIA_TYPE.matcher(contentType).matches()) {
      throw SchakelProblem.of(Code.DOCUMENT_TYPE_MISSING);
    }
    try (var place = bodies.stream(caller.partner().code())) {
      return documents.upload(
          caller.partner().code(),
          contentType,
          begun(body),
          (long) LIMIT * MEBIBYTE,
          clock.instant());
    } catch (Documents.TooLarge tooLarge) {
      throw SchakelProblem.of(Code.UPLOAD_TOO_LARGE, Integer.toString(LIMIT));
    } catch (IOException brokenOff) {
      // Only the client's stream throws it: nothing was stored, and it is no fault of ours
      throw SchakelProblem.of(Code.MALFORMED_BODY);
    }
  }

  /**
   * Holds what one message names against what is looked through in one transaction.
   *
   * @throws SchakelProblem {@link Code#UPLOADS_TOO_LARGE}
   */
  public void refuseMuch(List<UUID> uploads, String supplier) {
    var bytes =
        db.withHandle(
            handle ->
                handle
                    .createQuery(TOGETHER)
                    .bind("ids", uploads.toArray(UUID[]::new))
                    .bind("partner", supplier)
                    .mapTo(Long.class)
                    .one());
    if (bytes > (long) MOST_TOGETHER * MEBIBYTE) {
      throw SchakelProblem.of(Code.UPLOADS_TOO_LARGE, Integer.toString(MOST_TOGETHER));
    }
  }

  private static InputStream begun(InputStream body) throws IOException {
    var whole = new PushbackInputStream(body);
    var first = whole.read();
    if (first < 0) {
      throw SchakelProblem.of(Code.DOCUMENT_EMPTY);
    }
    whole.unread(first);
    return whole;
  }
}
