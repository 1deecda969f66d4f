package be.schakel.vocabulary;

/** The territory of a centre (code list 2.1). */
public enum VkRegion {
  ANTWERPEN,
  VLAAMS_BRABANT,
  BRUSSEL,
  LIMBURG,
  OOST_VLAANDEREN,
  WEST_VLAANDEREN
}
