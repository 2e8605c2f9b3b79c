/** Holds a change against the proofs: what it touches, what leans on that, and what the evidence then says. */
package next700.audit;
