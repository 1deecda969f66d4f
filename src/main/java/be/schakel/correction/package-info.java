/**
 * What turned out to be wrong, for the people at the centre: which documents and reports were
 * corrected and who received them before, and which children of two reports are one.
 *
 * <p>A submitter corrects in room {@code referral}; there everybody who received what is wrong is
 * told.
 */
package be.schakel.correction;
