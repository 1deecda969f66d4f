package be.schakel.fhir.out;

import be.schakel.vocabulary.Uuid7;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How our things are called in FHIR, where they are not called by their own id. ServiceRequest,
 * Task and Group share the id of the report, a Patient has that of the child; a RelatedPerson,
 * which R4 ties to one child, is called by the child's id and the person's key; the Task of an
 * investigation, beside that of its report, has that id and a word behind it, and so has that of a
 * request to stop. Pure.
 */
public final class FhirIds {

  private static final String INVESTIGATION = "-mano";
  private static final String CANCELLATION = "-abort";
  private static final int UUID_LENGTH = 36;
  private static final int HASH_BYTES = 12;

  // An id has 64 characters (R4 id), a key may be longer or hold an underscore
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.-]{1,27}");

  private FhirIds() {}

  /** The id of the Task of an investigation. */
  static String investigation(UUID referral) {
    return referral + INVESTIGATION;
  }

  /** The report in the id of a Task of an investigation; empty when it is none. */
  public static Optional<UUID> ofInvestigation(String task) {
    return before(INVESTIGATION, task);
  }

  /** The id of the Task by which a submitter asks to stop. */
  static String cancellation(UUID request) {
    return request + CANCELLATION;
  }

  /** The request in the id of such a Task; empty when it is none. */
  public static Optional<UUID> ofCancellation(String task) {
    return before(CANCELLATION, task);
  }

  private static Optional<UUID> before(String ending, String id) {
    return id.endsWith(ending)
        ? Uuid7.parse(id.substring(0, id.length() - ending.length()))
        : Optional.empty();
  }

  /** The id of a RelatedPerson. */
  public static String person(UUID child, String key) {
    return child + "-" + token(key);
  }

  /** The child in the id of a RelatedPerson; empty when it is none. */
  public static Optional<UUID> child(String person) {
    return person.length() > UUID_LENGTH + 1 && person.charAt(UUID_LENGTH) == '-'
        ? Uuid7.parse(person.substring(0, UUID_LENGTH))
        : Optional.empty();
  }

  /** Whether the id of a RelatedPerson means the person with this key. */
  public static boolean means(String person, String key) {
    return person.substring(UUID_LENGTH + 1).equals(token(key));
  }

  private static String token(String key) {
    if (PLAIN.matcher(key).matches()) {
      return key;
    }
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
