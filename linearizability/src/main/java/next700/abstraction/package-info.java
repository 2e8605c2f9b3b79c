/**
 * The properties of Abstract (thesis, Appendix A) over what was recorded of a run: which requests were invoked, and
 * which commit, abort and init histories came of them. A run comes from files or is built in memory by a simulator.
 *
 * <p>{@link next700.abstraction.AbstractProperties} has them all; each is one class.
 */
package next700.abstraction;
