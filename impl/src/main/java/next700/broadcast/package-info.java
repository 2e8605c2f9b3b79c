/**
 * LCR over TCP (thesis chapter 2): uniform total order broadcast as a library. {@link next700.broadcast.Member} is all
 * that an application needs.
 *
 * <p>Every member dials every other one of its view, and sends only on the connections that it dialled: so each
 * direction is in order, and the ring is the connections from each member to its successor. A connection that breaks, is
 * silent for too long, or carries what does not decode is taken for the failure of the process at its other end. One
 * thread per member runs the protocol, the connections and the application's callbacks.
 */
package next700.broadcast;
