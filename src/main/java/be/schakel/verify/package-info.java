/**
 * {@code schakel-verify}: a program of its own that checks the disclosure log from outside, for
 * partners, auditors and courts. It is no room of the server and is not in the WAR; it is built
 * into a jar that needs a JDK and nothing else.
 *
 * <p>Shares no code with the writer of the log, nor with any room: what both would get wrong in the
 * same way would never be noticed. It knows the gateway by its published formats alone (C2SP signed
 * note, tlog-checkpoint, tlog-tiles, tlog-proof, tlog-cosignature, tlog-witness; RFC 9162; RFC 7515
 * for receipts).
 *
 * <p>{@link be.schakel.verify.Program} is the entry. Every command ends with 0 (proven), 1
 * (disproven) or 2 (the input cannot be used), and says in words what follows from that and what
 * does not. Everything that is read is read strictly: there is one way to write each thing, so that
 * no changed byte of an input passes unseen.
 */
package be.schakel.verify;
