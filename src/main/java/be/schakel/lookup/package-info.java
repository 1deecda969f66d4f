/**
 * Asking whether a child is known: the asker gets the same answer whatever is on record, and the
 * centre that knows the child is told who asked, and calls.
 */
package be.schakel.lookup;
