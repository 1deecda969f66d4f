/**
 * Keys and what is done with them: sealing content, keyed hashes of people, signatures.
 *
 * <p>Every child of every referral has a {@link be.schakel.vault.ContentKey} of its own; it is kept
 * wrapped by a key-encryption key, and destroying it erases what it sealed. Nothing here knows what
 * it seals. No key has a text form.
 */
package be.schakel.vault;
