/**
 * Break-glass: a professional opens what is vital of a child in danger, those on duty are told at
 * once, and somebody of another organisation looks at it afterwards (disclosure policy 5.6).
 *
 * <p>Nothing here decides about a disclosure: a window is evidence, which the policy weighs at
 * every use.
 */
package be.schakel.emergency;
