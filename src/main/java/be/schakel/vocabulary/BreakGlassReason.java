package be.schakel.vocabulary;

/** Why a professional breaks the glass (disclosure policy 5.6). */
public enum BreakGlassReason {
  IMMINENT_DANGER_LIFE,
  IMMINENT_DANGER_INTEGRITY,
  CHILD_MISSING,
  CONSENT_GIVER_UNREACHABLE
}
