package be.schakel.vocabulary;

import java.util.Optional;

/** What an investigation of societal necessity came to about one child. */
public enum ManoOutcome {
  CASE_MANAGEMENT,
  REPORTED_TO_PARKET,
  NO_SOCIETAL_NECESSITY,
  /** It runs: there is no outcome yet. */
  INVESTIGATION_PENDING;

  /** The outcome that a state is; none for one that ends nothing. */
  public static Optional<ManoOutcome> of(ManoState state) {
    return switch (state) {
      case CASE_MANAGEMENT -> Optional.of(CASE_MANAGEMENT);
      case REPORTED_TO_PARKET -> Optional.of(REPORTED_TO_PARKET);
      case NO_SOCIETAL_NECESSITY -> Optional.of(NO_SOCIETAL_NECESSITY);
      default -> Optional.empty();
    };
  }
}
