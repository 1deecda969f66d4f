package be.schakel.vocabulary;

/** Why a submitter takes a referral back, or a writer a contribution. */
public enum RetractionReason {
  WRONG_CHILD,
  ENTERED_IN_ERROR,
  WITHDRAWN
}
