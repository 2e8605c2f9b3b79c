/** LCR on trial. */
package next700.simulation.lcr;
