package be.schakel.vocabulary;

/** The legal ground on which data may leave (disclosure policy 5.3). */
public enum LegalGround {
  OWN,
  CONSENT,
  G1_SHARED_SECRECY,
  G2_MANDATE,
  G3_DANGER_MINOR,
  G4_CASE_CONFERENCE,
  G5_PARKET_REFERRAL,
  G6_WRITTEN_REQUEST,
  G7_SUBJECT_RIGHT,
  G8_AUDIT,
  G9_VITAL
}
