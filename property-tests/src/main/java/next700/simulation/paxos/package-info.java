/** The adversary of Paxos for System Builders: crashes and restarts of servers, partitions, links that lose, delay and duplicate. */
package next700.simulation.paxos;
