package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Idempotency-Key} of a request, quoted (a structured-field string,
 * draft-ietf-httpapi-idempotency-key-header-07) or bare.
 *
 * @param value 1 to 255 visible ASCII characters, without the quotes
 */
public record IdempotencyKey(String value) {

  public static final String HEADER = "Idempotency-Key";

  private static final Pattern QUOTED =
      Pattern.compile("\"([\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255})\"");
  private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255}");

  /**
   * What a client sent.
   *
   * @throws SchakelProblem {@link Code#INVALID_IDEMPOTENCY_KEY}
   */
  public static IdempotencyKey valueOf(String header) {
    var text = header.strip();
    var quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return new IdempotencyKey(quoted.group(1));
    }
    if (!BARE.matcher(text).matches()) {
      throw SchakelProblem.of(Code.INVALID_IDEMPOTENCY_KEY);
    }
    return new IdempotencyKey(text);
  }

  /** A header may be absent. */
  public static Optional<String> of(IdempotencyKey header) {
    return Optional.ofNullable(header).map(IdempotencyKey::value);
  }
}
