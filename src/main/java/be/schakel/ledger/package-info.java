/**
 * The tamper-evident log: bytes in, commitments and a receipt out. It knows entries and their
 * places, not children.
 *
 * <p>Life of an entry: the room above renders it as canonical JSON (RFC 8785) and {@link
 * be.schakel.ledger.Ledger#append} stores it, in the caller's transaction, with a fresh salt and
 * its leaf, SHA-256(0x00 || HMAC-SHA256(salt, entry)). The leaves of one answer, in order, have an
 * RFC 9162 root, which the answer's receipt signs. Entry and salt can be destroyed later; the leaf
 * stays, and with it every proof.
 */
package be.schakel.ledger;
