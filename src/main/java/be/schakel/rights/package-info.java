/**
 * What the centre tells a child, a parent or a trusted person who asks who received what about
 * them, when and why (GDPR, art. 15; decree of 7 May 2004, arts. 20-23).
 *
 * <p>The answer is made from the log of disclosures by one pure function, {@code Statement}, which
 * leaves out what the asker may not learn so that nothing shows that it was there. The centre hands
 * the answer over; the gateway sends it to nobody else.
 */
package be.schakel.rights;
