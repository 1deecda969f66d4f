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
   * What a client sent, with or without quotes: JAX-RS makes it by this constructor.
   *
   * @throws SchakelProblem {@link Code#INVALID_IDEMPOTENCY_KEY}
   */
  public IdempotencyKey {
    var text = value.strip();
    var quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      value = quoted.group(1);
    } else if (BARE.matcher(text).matches()) {
      value = text;
    } else {
      throw SchakelProblem.of(Code.INVALID_IDEMPOTENCY_KEY);
    }
  }

  /** A header may be absent. */
  public static Optional<String> of(IdempotencyKey header) {
    return Optional.ofNullable(header).map(IdempotencyKey::value);
  }
}
