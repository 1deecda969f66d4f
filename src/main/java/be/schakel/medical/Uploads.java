package be.schakel.medical;

import be.schakel.edge.LargeBodies;
import be.schakel.medical.Documents.Stored;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** What can be said of a document (R4 Attachment): how many bytes, and their SHA-1 in base64. */
  public enum Sum {
    SIZE {
      @Override
      String of(DocumentBytes bytes) {
        return Long.toString(bytes.size());
      }
    },
    SHA1 {
      @Override
      String of(DocumentBytes bytes) {
        try (var out =
            new DigestOutputStream(
                OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-1"))) {
          bytes.writeTo(out);
          return Base64.getEncoder().encodeToString(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
          throw new IllegalStateException(everyPlatformHasIt);
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    };

    abstract String of(DocumentBytes bytes);
  }

  /**
   * What its sender says of an upload.
   *
   * @param place where it says so
   */
  public record Said(UUID upload, Sum sum, String value, String place) {

    /** Of what it is said. */
    private Said only() {
      return new Said(upload, sum, "", "");
    }
  }

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

  /**
   * Holds what a sender says of its uploads against their bytes, so that a document that was cut
   * off on its way, or mixed up with another, is found while it can be sent again. One that is not
   * there, or was named before, is told by whoever takes it.
   *
   * @throws SchakelProblem {@link Code#DIGEST_MISMATCH} with every place, {@link
   *     Code#UPLOADS_TOO_LARGE}
   */
  @Transactional
  public void holdAgainst(List<Said> said, String supplier) {
    if (said.isEmpty()) {
      return;
    }
    refuseMuch(said.stream().map(Said::upload).distinct().toList(), supplier);
    var sums = new HashMap<Said, String>();
    var issues =
        said.stream()
            .filter(each -> differs(each, supplier, sums))
            .map(each -> new Issue(each.place(), Code.DIGEST_MISMATCH))
            .toList();
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
  }

  private boolean differs(Said said, String supplier, Map<Said, String> known) {
    return documents
        .uploaded(said.upload(), supplier, clock.instant())
        .map(bytes -> known.computeIfAbsent(said.only(), any -> said.sum().of(bytes)))
        .filter(sum -> !sum.equals(said.value()))
        .isPresent();
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
