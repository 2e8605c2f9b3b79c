/**
 * Runs any protocol that says how it is run on a network ({@link next700.network.Networked}) as processes of their own on this
 * machine, and collects what they recorded.
 */
package next700.cluster;
