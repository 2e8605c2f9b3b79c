/**
 * Total order as a part that other protocols are built on. Thesis 3.4.3 wants Backup to be a thin wrapper around any
 * total order; this is what such a wrapper may know of one.
 *
 * <p>The order is over {@link next700.protocol.ordering.Submission}s. On a replica, a {@link
 * next700.protocol.ordering.TotalOrder} takes messages and timers, and hands the submissions to its {@link
 * next700.protocol.ordering.OrderedApplication}, the same at all correct replicas and in the same order. At a client, a
 * {@link next700.protocol.ordering.Submitter} sends a submission until the client has its answer. What an answer is, and
 * when a client has it, is the application's business.
 */
package next700.protocol.ordering;
