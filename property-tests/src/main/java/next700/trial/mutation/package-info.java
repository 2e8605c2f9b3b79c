/** What tells whether an adversary would notice: every guard of a protocol made always true, every threshold lowered. */
package next700.trial.mutation;
