/**
 * Medical reports and other documents: stored byte for byte, sealed at rest, streamed in and out.
 *
 * <p>{@link be.schakel.medical.Documents} keeps them. Each has a key of its own, which is sealed
 * with the keys of all the children it is about: one child's key destroyed, and the document is
 * closed. Who may read one is not decided here.
 */
package be.schakel.medical;
