/**
 * FHIR on its way out: views that the gate has released become resources, with their labels and
 * versions. Pure; {@link be.schakel.fhir.out.ReferralToFhir} is the way of a report, {@link
 * be.schakel.fhir.out.EventToAudit} that of an entry of the log.
 */
package be.schakel.fhir.out;
