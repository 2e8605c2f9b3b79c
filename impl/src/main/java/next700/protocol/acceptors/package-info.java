/** How many acceptors the protocols of the Paxos family count on: majorities, or any two sizes of which each two sets meet. */
package next700.protocol.acceptors;
