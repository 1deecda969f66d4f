package be.schakel.vocabulary;

/** Who reported, as the annual report counts it (code list 2.3). */
public enum ReporterCategory {
  HELPLINE_1712,
  CHAIN_APPROACH,
  HEALTHCARE,
  POLICE_JUSTICE,
  YOUTH_CARE_OPGROEIEN,
  WELFARE,
  SCHOOL_RELATED,
  PRIMARY_ENVIRONMENT,
  UNKNOWN
}
