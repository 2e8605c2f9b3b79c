/** PBFT alone under an adversary of its own ({@link next700.simulation.adversary.pbft}), in virtual time. */
package next700.simulation.pbft;
