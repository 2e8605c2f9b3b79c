/**
 * The replicated log after Kirsch and Amir, Paxos for System Builders (technical report CNDS-2008-2): servers elect a leader by
 * views, it learns in the prepare phase what may have been ordered, and then binds updates to sequence numbers. Steps have the
 * report's names. The specification is {@code specs/paxos/PaxosLog.tla}.
 *
 * <p>Beyond the report: batches and several numbers under way at once, snapshots that cut the log, quorums of other sizes than
 * majorities, and a table of answers, so that a client may turn to another server.
 */
package next700.protocol.paxos;
