/**
 * What every run of PBFT must keep: the properties and lemmas of {@code specs/pbft/PBFT.proof}, one class each, under the names
 * that they have there. Sections are those of Castro and Liskov, TOCS 20(4), 2002; "the specification" is {@code
 * specs/pbft/PBFT.tla}.
 */
package next700.simulation.pbft.invariant;
