/**
 * Who may call: the registered partners, their certificates and what they are registered for, and
 * the values that say who is calling now.
 *
 * <p>{@link be.schakel.partner.Registries} has the registry in force, {@link
 * be.schakel.partner.Standings} says whether a client certificate is accepted and why not. Nothing
 * here knows HTTP, and nothing here decides what a partner may see: a registration is input to the
 * policy.
 */
package be.schakel.partner;
