/**
 * Paxos for a single decision, as the slides have it ("Proposer Algorithm for Value v", "Acceptor Algorithm"; Lamport, Paxos
 * Made Simple, 2001, section 2.2), repaired: acceptors raise {@code np} when they accept, proposers propose under their own
 * number, and answers name what they answer. Lamport calls it the Synod. The specification is {@code specs/synod/Synod.tla}.
 */
package next700.protocol.synod;
