/** Quorum (thesis, B.3): a client talks to all replicas at once, and commits what all executed alike. */
package next700.protocol.quorum;
