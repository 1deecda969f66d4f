package be.schakel.vocabulary;

/** The sector whose adult care led to the report (code list 2.10). */
public enum KindreflexSector {
  MENTAL_HEALTH_ADULTS,
  CAW_ADULTS,
  JUSTICE_HOUSE,
  HOSPITAL,
  PRIMARY_CARE_ZONE,
  PRISON,
  ELECTRONIC_MONITORING,
  OCMW,
  HEALTH_INSURER,
  VAPH_SUPPORTED_LIVING,
  GP,
  COMMUNITY_HEALTH_CENTRE,
  HOME_CARE,
  OTHER
}
