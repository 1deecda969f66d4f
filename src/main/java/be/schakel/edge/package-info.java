/**
 * Where requests come in: certificate and token become a {@link be.schakel.partner.Caller}, a body
 * becomes a checked record, and every failure becomes a problem in the way of the face it happened
 * at.
 *
 * <p>{@link be.schakel.edge.Door} is passed by everything: no certificate in good standing, no
 * answer. {@link be.schakel.edge.TokenFilter} is passed by every resource method, which says what
 * token it needs ({@link be.schakel.edge.Scope}, {@link be.schakel.edge.AnyToken}, {@link
 * be.schakel.edge.NoToken}) or is closed. {@link be.schakel.edge.CheckedBody} lets nothing pass to
 * a resource that the contract {@code openapi/schakel.yaml} does not allow, and {@link
 * be.schakel.edge.EntityGuard} lets nothing out that is neither released by the gate nor {@link
 * be.schakel.edge.Public}. No feature lives here, and no rule about who may see what.
 */
package be.schakel.edge;
