package next700.network;

import next700.process.Automaton;
import next700.process.ReplicaId;

/** Makes replicas that lie for a while. For each lie they take a step that is called {@link Liar#LIE}, and no step else. */
public interface LiarMaker {
    /**
     * Makes a liar.
     *
     * @param honest what it would be if it did not lie
     */
    Automaton make(ReplicaId self, Environment here, Automaton honest, Liar plan);
}
