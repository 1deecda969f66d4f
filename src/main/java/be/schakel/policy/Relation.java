package be.schakel.policy;

/**
 * What a partner is to a referral (disclosure policy 5.5, step 3). Without one the referral does
 * not exist for it.
 */
public enum Relation {
  /** It submitted the referral, or registered it for somebody. */
  REPORTER,
  /** The centre that handles the referral. */
  OWNER,
  /** A consent, a ground or a contribution names it. */
  GRANTEE,
  /** It takes part in a conference about the case (Criminal Code, old art. 458ter). */
  CONFERENCE,
  /** The report of the investigation went to it. */
  PARKET_ADDRESSEE,
  /** An engagement of the auditor covers the centre that handles it. */
  AUDIT_SCOPE
}
