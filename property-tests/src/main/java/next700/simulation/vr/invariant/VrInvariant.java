package next700.simulation.vr.invariant;

import java.util.Optional;
import next700.protocol.vr.VrReplica;

/**
 * A property that every run of VR must keep, or a lemma of its proof. Each run has invariants of its own, which may remember.
 */
public interface VrInvariant {
    /** The identifier that proof map, code, tests and reports share. */
    String id();

    /** What contradicts what, in two sentences, if the property does not hold of what happened. */
    default Optional<String> broken(VrMoment moment) {
        return Optional.empty();
    }

    /** A replica has crashed, in the state in which it still is. */
    default void crashes(VrReplica replica) {}

    /**
     * The same of the whole run, once it is over.
     *
     * @param isAnswered whether every client has its answers
     * @param isWhole whether every replica is up and has recovered
     */
    default Optional<String> brokenAtTheEnd(boolean isAnswered, boolean isWhole) {
        return Optional.empty();
    }
}
