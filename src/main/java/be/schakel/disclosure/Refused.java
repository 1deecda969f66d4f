package be.schakel.disclosure;

import be.schakel.policy.Decision;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LegalGround;
import java.time.Duration;
import java.util.List;

/**
 * Nothing may leave, and that is on record. A value, because throwing inside the transaction would
 * roll its log entry back.
 *
 * @param code what the caller is told; {@link Code#NOT_FOUND} for what is unknown as for what is
 *     unrelated, byte for byte
 * @param missing the grounds any of which would have opened it; of the matrix alone, so that they
 *     tell nothing of the case
 */
public record Refused<V extends Record>(Code code, List<LegalGround> missing)
    implements Outcome<V> {

  /** A scanner that is there takes seconds. */
  private static final Duration SOON = Duration.ofSeconds(10);

  public Refused {
    missing = List.copyOf(missing);
  }

  Refused(Code code) {
    this(code, List.of());
  }

  /** What something can be done about is told before what only says who may. */
  static <V extends Record> Refused<V> by(Decision decision) {
    if (decision.hidden() || decision.reasons().isEmpty()) {
      return new Refused<>(Code.NOT_FOUND);
    }
    return new Refused<>(
        decision.reasons().stream()
            .filter(reason -> reason.missing().isPresent())
            .findFirst()
            .orElse(decision.reasons().get(0))
            .code(),
        decision.reasons().stream()
            .flatMap(reason -> reason.missing().stream())
            .distinct()
            .toList());
  }

  @Override
  public Released<V> orProblem() {
    var problem =
        code == Code.DOCUMENT_NOT_SCANNED
            ? SchakelProblem.of(code).retryAfter(SOON)
            : SchakelProblem.of(code);
    throw missing.isEmpty()
        ? problem
        : problem.with("missing", missing.stream().map(Enum::name).toList());
  }
}
