/** Viewstamped Replication on trial: crashes, recoveries, and a network that loses, delays, duplicates and reorders. */
package next700.simulation.vr;
