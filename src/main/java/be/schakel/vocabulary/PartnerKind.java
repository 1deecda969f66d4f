package be.schakel.vocabulary;

/** The kind of organisation behind a client certificate (code list 2.11). */
public enum PartnerKind {
  VK,
  HOSPITAL,
  GP,
  CLB,
  SCHOOL,
  FOSTER_CARE,
  PARKET,
  POLICE,
  OPGROEIEN_KG,
  OPGROEIEN_CHILDCARE,
  VECK_CHILDCARE,
  OCJ,
  HELPLINE_1712,
  NPIE,
  CAW,
  VEILIG_HUIS,
  KINDREFLEX_ORG,
  AUDITOR,
  STATISTICS
}
