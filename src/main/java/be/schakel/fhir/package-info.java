/**
 * The FHIR R4 door: one resource for each interaction, search parameters, forms of answers (JSON,
 * XML, {@code Prefer}, {@code ETag}).
 *
 * <p>The resources call the same features as the JSON face: {@link be.schakel.fhir.in} turns what
 * comes in into what those take, {@link be.schakel.fhir.out} turns what they release into
 * resources, {@link be.schakel.fhir.guide} is the implementation guide of both. Nothing in the four
 * owns state or a rule of disclosure, and nobody else knows FHIR.
 */
package be.schakel.fhir;
