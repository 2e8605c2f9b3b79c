/** What must hold in every run of LCR, a class for each property. */
package next700.simulation.lcr.invariant;
