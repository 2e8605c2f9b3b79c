/** The adversary of single-decree Paxos: crashes of acceptors and proposers, links that lose, delay and duplicate. */
package next700.simulation.synod;
