/**
 * Query/Update (Abd-El-Malek, Ganger, Goodson, Reiter and Wylie, SOSP 2005): objects on {@code 3t+2b+1} servers, of which t may fail
 * and b of these lie, with any number of clients that lie.
 *
 * <p>Servers do not talk about an order. A client brings what they last said of their histories, the object history set; each server
 * classifies it ({@link next700.protocol.qu.Classification}), and accepts the candidate that follows ({@link
 * next700.protocol.qu.Plan}) unless it knows of a later one. Without contention an update takes one round trip; what contention or a
 * crash left behind is repaired by the next client, in place or by a barrier and a copy.
 *
 * <p>Decided here, where the paper leaves it open: the hash in a timestamp is over the object history set as the client sent it, with
 * its authenticators, so that servers that believe different parts of it name the candidate alike; a version remembers the last update of
 * each client with its answer, so that a client whose update another one has copied does not make it twice.
 */
package next700.protocol.qu;
