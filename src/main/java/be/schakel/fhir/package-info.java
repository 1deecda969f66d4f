/**
 * The FHIR R4 door: hospitals and family doctors hand a report in as a transaction Bundle and read
 * it back as resources.
 *
 * <p>{@link be.schakel.fhir.BundleToSubmission} turns what comes in into the {@link
 * be.schakel.referral.Submission} that the JSON face knows too, {@link
 * be.schakel.fhir.ReferralToFhir} turns a released view into resources; both are pure. The
 * resources, one for each interaction, call the same features as the JSON face. Nothing here owns
 * state or a rule, and nobody else knows FHIR.
 */
package be.schakel.fhir;
