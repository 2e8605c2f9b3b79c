/** Benchmarks of single pieces: the codec, digests, checkpoints, the checkers. */
package next700.benchmarks;
