/** Liars of the Abstract family: what they know, and what they make of it. */
package next700.simulation.adversary;
