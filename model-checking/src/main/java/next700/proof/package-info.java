/**
 * What is proved for every f, where TLC speaks of one: the counting arguments of the protocols' proofs.
 */
package next700.proof;
