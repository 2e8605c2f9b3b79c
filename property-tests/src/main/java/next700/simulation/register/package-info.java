/** The shared register on trial, over any of its quorum systems. */
package next700.simulation.register;
