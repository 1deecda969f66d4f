/**
 * What both directions stand on: R4 itself, the gateway's own implementation guide ({@code
 * src/main/resources/fhir}, its code lists derived from the vocabulary), and the full validator
 * that holds a resource to both, in a lane of its own so that it delays nobody.
 */
package be.schakel.fhir.guide;
