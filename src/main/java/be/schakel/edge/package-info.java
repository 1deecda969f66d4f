/**
 * Where requests come in: certificate and token become a {@link be.schakel.partner.Caller}, and a
 * body becomes a checked record.
 *
 * <p>{@link be.schakel.edge.Contract} is the contract {@code openapi/schakel.yaml} and the
 * validator in one; {@link be.schakel.edge.CheckedBody} lets nothing pass to a resource that it
 * does not allow. No feature lives here, and no rule about who may see what.
 */
package be.schakel.edge;
