/**
 * What a gateway needs to be tried without anybody's permission: a small certificate authority, a
 * certificate for each invented partner and for each way a certificate can fail, signing and
 * encryption keys, and the registry that names them.
 *
 * <p>Entry: {@link be.schakel.demo.Prepare}, which runs before the server starts. Everything here
 * announces itself as a demo and has no place in production. Nothing here knows what a partner may
 * see; the rights it writes down are input to the registry, never a rule.
 */
package be.schakel.demo;
