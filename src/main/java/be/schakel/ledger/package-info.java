/**
 * The tamper-evident log: bytes in, commitments and a receipt out. It knows entries and their
 * places, not children.
 *
 * <p>Life of an entry: the room above renders it as canonical JSON (RFC 8785) and {@link
 * be.schakel.ledger.Ledger#append} stores it, in the caller's transaction, with a fresh salt and
 * its leaf, SHA-256(0x00 || HMAC-SHA256(salt, entry)). The leaves of one answer, in order, have an
 * RFC 9162 root, which the answer's receipt signs. Within a second a {@link
 * be.schakel.ledger.Sequencer} gives the entry its place in the tree over the whole log, stores the
 * tiles that became full and signs a checkpoint, all in one transaction; after its commit the
 * checkpoint is kept outside the database, and then shown. Entry and salt can be destroyed later;
 * what stands for them in the tree stays, and with it every proof.
 */
package be.schakel.ledger;
