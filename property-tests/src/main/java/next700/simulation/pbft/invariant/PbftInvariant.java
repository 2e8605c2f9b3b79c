package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;
import next700.trial.Event;

/**
 * A property that every run of PBFT must keep, or a lemma of its proof. Each run has invariants of its own, so that they may
 * remember.
 */
public interface PbftInvariant {
    /** The identifier that proof map, code, tests and reports share. */
    String id();

    /**
     * What contradicts what, in two sentences, if the property does not hold of what happened.
     *
     * @param facts what has happened in the run, this included
     */
    default Optional<String> broken(Moment moment, PbftFacts facts) {
        return Optional.empty();
    }

    /**
     * The same of the whole run, once it is over.
     *
     * @param isDone whether all that was asked for has come to its end
     */
    default Optional<String> brokenAtTheEnd(Event last, boolean isDone, PbftFacts facts) {
        return Optional.empty();
    }
}
