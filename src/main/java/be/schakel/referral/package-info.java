/**
 * Reports (meldingen) to the centres: how they come in, where they go, what becomes of them.
 *
 * <p>{@link be.schakel.referral.Reception} takes a {@link be.schakel.referral.Submission} in,
 * {@code Reading} shows what its asker may see, {@code Casework} is what the owner VK does with it,
 * {@code FollowUp} what the submitter adds or takes back. Each of their methods is one transaction:
 * load, change, release through the gate. Nothing here knows FHIR.
 */
package be.schakel.referral;
