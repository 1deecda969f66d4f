package be.schakel.vocabulary;

/** The main problem of one child in one report (code list 2.4). */
public enum ProblemCategory {
  PHYSICAL,
  EMOTIONAL,
  SEXUAL,
  RISK_OR_PROCESSING,
  TRANSGRESSIVE_BY_MINOR,
  UNKNOWN
}
