package be.schakel.vocabulary;

/** Why a caller asks: exactly one for each request (disclosure policy 5.2). */
public enum Purpose {
  SUBMIT,
  FOLLOW_UP_OWN,
  CONSULT,
  CARE_COORDINATION,
  MANO_INVESTIGATION,
  CASE_MANAGEMENT,
  JUDICIAL_PROTECTION,
  CASE_CONFERENCE,
  HWC_SUPPORT,
  CHILDCARE_SAFETY,
  RIGHTS_REQUEST,
  AUDIT,
  STATISTICS,
  EMERGENCY
}
