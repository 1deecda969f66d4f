/**
 * Who may see what, on which ground, and why not: a pure, total function of a question.
 *
 * <p>The entry is {@link be.schakel.policy.Policy#decide}. It knows no clock, database or
 * framework: the matrix, the terms, the search rules and the register of legal bases are data
 * ({@link be.schakel.policy.PolicyText}) that it is given as a value, and everything a ground needs
 * as evidence is part of the question. Default deny; deny beats permit.
 *
 * <p>Nothing here may read, write or remember. Who asks the questions, records the answers and
 * carries out the obligations is the gate.
 */
package be.schakel.policy;
