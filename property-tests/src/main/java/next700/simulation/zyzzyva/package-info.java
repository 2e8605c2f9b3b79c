/** Zyzzyva on trial: replicas and clients that lie, crashes, and a network that loses, delays, duplicates and reorders. */
package next700.simulation.zyzzyva;
