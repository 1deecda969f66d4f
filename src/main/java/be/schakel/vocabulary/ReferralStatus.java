package be.schakel.vocabulary;

/** Where a referral stands at the centre. */
public enum ReferralStatus {
  ROUTING_REQUIRED,
  RECEIVED,
  TAKEN_UP,
  ADVICE_GIVEN,
  TRANSFERRED,
  CLOSED,
  RETRACTED
}
