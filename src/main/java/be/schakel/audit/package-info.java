/**
 * What people do about the disclosure log: put on record what was disclosed elsewhere, export and
 * sample it, attach findings and answer them, look behind a pseudonym with two persons, embargo
 * what would endanger a child, and act on an incident.
 *
 * <p>The log's own queries live in {@code disclosure}; nothing here decides about a disclosure of a
 * case.
 */
package be.schakel.audit;
