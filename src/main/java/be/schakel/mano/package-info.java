/**
 * Investigations of societal necessity (maatschappelijke noodzaak, MaNo): admissible or not,
 * investigated within the legal term, and what came of it for each child (decree of 12 July 2013,
 * chapter 8, section 2).
 *
 * <p>{@link be.schakel.mano.Moves} is the state machine, pure; the database knows the same steps
 * and takes no other. {@link be.schakel.mano.Investigations} is what the centre does and the
 * referrer follows, {@link be.schakel.mano.Deadlines} what is due. A request comes in as a report
 * of type {@code MANO}, which is another room's. Nothing here decides about a child; people do.
 */
package be.schakel.mano;
