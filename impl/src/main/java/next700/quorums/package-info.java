/**
 * Quorum systems: sets of servers of which any two meet, by which replicas stay consistent although an operation reaches only some
 * of them.
 *
 * <p>Sources: Naor and Wool, "The load, capacity and availability of quorum systems" (SIAM J. Comput. 1998), for load, resilience
 * and failure probability, and for the B-grid; Malkhi and Reiter, "Byzantine quorum systems" (STOC 1997, Distributed Computing
 * 1998), for fail-prone systems, and for dissemination, masking and opaque systems; Malkhi, Reiter and Wool, "The load and
 * availability of Byzantine quorum systems" (PODC 1997), for the M-grid; Cheung, Ammar and Ahamad (1992) for the grid.
 *
 * <p>A system is known by its {@linkplain next700.quorums.QuorumSystem#minimal minimal quorums}; every set that contains one is a
 * quorum, too. Nothing here is random, and nothing knows a protocol.
 */
package next700.quorums;
