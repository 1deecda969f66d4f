package be.schakel.vocabulary;

/** Why a submitter takes a referral back. */
public enum RetractionReason {
  WRONG_CHILD,
  ENTERED_IN_ERROR,
  WITHDRAWN
}
