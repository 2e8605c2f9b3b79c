/**
 * Backup (thesis 3.4.3): a thin wrapper around a total order, any total order, that makes it an Abstract instance with
 * strong progress. It waits for a valid init history, commits exactly {@code k} requests, and aborts all others.
 *
 * <p>The thesis names no steps for Backup. Here they are B1, a client invokes; B2, a replica executes what was ordered;
 * B3, a client commits; B4, a replica that has committed {@code k} requests stops; B5, a client aborts.
 */
package next700.protocol.backup;
