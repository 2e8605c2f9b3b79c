/** What must hold in every run of the Abstract family, a class for each property or lemma. */
package next700.simulation.invariant;
