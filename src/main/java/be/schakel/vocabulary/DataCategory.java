package be.schakel.vocabulary;

/**
 * What a piece of case data is about: the unit in which the policy permits or denies (disclosure
 * policy 5.1).
 */
public enum DataCategory {
  RECEIPT,
  STATUS,
  MANO_STATUS,
  CHILD_ID,
  ADDRESS,
  FAMILY_ID,
  REPORTER_ID,
  CONCERN,
  CHILD_VIEW,
  MEDICAL,
  RISK_CONCL,
  RISK_FULL,
  SAFETY_PLAN,
  HELP_CONTENT,
  ADVICE,
  PARKET_REPORT,
  JUDICIAL,
  SCHOOL,
  PLACEMENT,
  CONSENT,
  DISCLOSURE_LOG
}
