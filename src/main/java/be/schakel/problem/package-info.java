/**
 * What can go wrong and how it is told: the catalogue of codes ({@link be.schakel.problem.Code}),
 * the exception that carries one to the edge ({@link be.schakel.problem.SchakelProblem}) and the
 * texts in Dutch, French and English ({@link be.schakel.problem.Texts}).
 *
 * <p>A leaf: it uses {@code vocabulary} and no other room. It knows neither HTTP classes nor FHIR;
 * the two doors render what stands here. No personal data ever enters a problem.
 */
package be.schakel.problem;
