/**
 * What the protocols of the Abstract family share (thesis, chapter 3 and Appendix A): instances and their clients and
 * replicas, requests, histories and the speculation that executes them, what clients are told, and the group of {@code 3f +
 * 1} replicas with the sizes that the proofs lean on.
 */
package next700.protocol.abstraction;
