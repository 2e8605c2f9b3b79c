/**
 * PostgreSQL, recorded: what its clients asked and were told, at each level of isolation and while connections and the
 * server are killed.
 *
 * <p>To record another database: take {@link database.RecordedClient} and {@link database.Tables}, which know JDBC and
 * nothing of PostgreSQL but the words of its SQL, and {@link database.Load}. {@link database.Server} is what starts and
 * kills PostgreSQL.
 */
package database;
