/** What every run of Viewstamped Replication keeps, and the lemmas of its section 8. */
package next700.simulation.vr.invariant;
