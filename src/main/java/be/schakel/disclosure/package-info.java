/**
 * What may leave, and the record that it did: the gate, the entries of the log, the auditors'
 * queries.
 *
 * <p>{@code DisclosureGate.release} is the only way out for anything personal: it decides, records,
 * then projects. Nothing here knows a referral; what can leave comes as a {@code Disclosable}.
 */
package be.schakel.disclosure;
