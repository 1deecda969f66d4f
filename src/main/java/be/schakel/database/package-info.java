/**
 * The one PostgreSQL: the connections of the application's role, the schema, and for the demo and
 * the tests an embedded server.
 *
 * <p>{@link be.schakel.database.Database} makes it ready at start-up; {@link
 * be.schakel.database.Followed} keeps what the newest row of a table says in use on every node.
 * Nothing here knows a table by name; tables belong to the rooms above, which bring their own
 * migrations.
 */
package be.schakel.database;
