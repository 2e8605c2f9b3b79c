package next700.simulation.invariant;

import java.util.Optional;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * A property that every run must keep: a property of Abstract, or a lemma of its proofs. Each run has invariants of
 * its own, so that they may remember.
 */
public interface Invariant {
    /** The identifier that specification, code, tests and reports share. */
    String id();

    /**
     * Checks one event.
     *
     * @param before what had happened before the event
     */
    Optional<Violation> check(Event event, Facts before);

    /** Checks the whole run, once it is over. */
    default Optional<Violation> checkEnd(Event last, Facts facts) {
        return Optional.empty();
    }

    default Optional<Violation> violated(Event event, String explanation) {
        return Optional.of(new Violation(id(), explanation, event.number()));
    }
}
