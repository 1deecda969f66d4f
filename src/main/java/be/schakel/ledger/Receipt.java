package be.schakel.ledger;

import java.time.Instant;

/**
 * That one answer's entries are in the log: the root over their leaves, how many, and when.
 *
 * @param root RFC 9162 root over the answer's leaves, in order
 */
public record Receipt(byte[] root, int count, Instant at) {}
