package be.schakel.vocabulary;

/** What an assessment of the risk came to. */
public enum RiskConclusion {
  LOW,
  MODERATE,
  HIGH,
  ACUTE
}
