/**
 * Consent: what was given, who had to give it, and whether it may be used now.
 *
 * <p>{@link be.schakel.consent.ConsentRules} is pure: the day, the child's facts and the terms are
 * given to it, and it is asked again at every use, since a child grows up and parents change their
 * minds. Records of consent are only ever added to.
 *
 * <p>Nothing here decides about a disclosure: a usable consent is evidence for the policy.
 */
package be.schakel.consent;
