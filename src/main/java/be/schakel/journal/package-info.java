/**
 * The journal: what takes access away (a withdrawal, a disagreement, a retraction, a review that
 * suspends), kept apart from the database, so that a restored backup cannot give access back.
 *
 * <p>It knows rows and lines, not what they mean: a table takes part by its trigger {@code
 * note_restriction}.
 */
package be.schakel.journal;
