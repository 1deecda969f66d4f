/**
 * What somebody must be told, written down in the transaction of its cause and nothing else:
 * delivery, retries and addresses are another room's. Codes and ids only, never a name or a text.
 */
package be.schakel.outbox;
