/**
 * FHIR on its way in: read strictly, checked against every rule of the guide, normalised where
 * senders deviate, and turned into the {@link be.schakel.referral.Submission} and the other orders
 * that the JSON face knows too. Pure; {@link be.schakel.fhir.in.BundleToSubmission} is the way of a
 * report. Every problem is named with its place, all at once.
 */
package be.schakel.fhir.in;
