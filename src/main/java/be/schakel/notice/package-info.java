/**
 * Telling partners what waits in the outbox: they pull it, or it is brought to where they want to
 * be told. A notice carries a kind, ids and a time, and no personal data: whoever wants to know
 * more asks as itself.
 *
 * <p>Life of a notice: a feature appends an event in the transaction of its cause ({@link
 * be.schakel.outbox.Outbox}); {@link be.schakel.notice.Line} gives it its place after the commit,
 * so that nobody who reads in order misses one; a pull shows it to its recipient, and a worker of
 * any node brings it to each subscription that asked for its kind, until it arrived or the last
 * attempt failed.
 */
package be.schakel.notice;
