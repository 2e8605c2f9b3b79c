/**
 * What Byzantine replicas and clients do to PBFT. A Byzantine replica runs the correct automaton and lies about what that
 * would say ({@link next700.simulation.adversary.pbft.PbftLies}), and now and then says something of its own accord
 * ({@link next700.simulation.adversary.pbft.PbftInventions}), or it pursues one end for the whole run ({@link
 * next700.simulation.adversary.pbft.Scheme}); a Byzantine client sends what suits it ({@link
 * next700.simulation.adversary.pbft.PbftBadClient}). All is drawn from the choice tape.
 */
package next700.simulation.adversary.pbft;
