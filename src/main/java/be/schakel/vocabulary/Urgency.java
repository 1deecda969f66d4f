package be.schakel.vocabulary;

/** How soon a centre should look at a referral (code list 2.12). */
public enum Urgency {
  ROUTINE,
  URGENT,
  ACUTE_DANGER
}
