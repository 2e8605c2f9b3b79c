package next700.simulation.lcr.invariant;

import java.util.Optional;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/** A property that every run of LCR must keep. Each run has invariants of its own, so that they may remember. */
public interface LcrInvariant {
    /** The identifier that specification, code, tests and reports share. */
    String id();

    /**
     * Checks one event.
     *
     * @param facts what has happened, the event included
     */
    default Optional<Violation> check(Event event, LcrFacts facts) {
        return Optional.empty();
    }

    /**
     * Checks the whole run.
     *
     * @param isOver whether nothing more could happen; otherwise the run was too long
     */
    default Optional<Violation> checkEnd(Event last, boolean isOver, LcrFacts facts) {
        return Optional.empty();
    }

    default Optional<Violation> violated(Event event, String explanation, Object... values) {
        return Optional.of(new Violation(id(), explanation.formatted(values), event.number()));
    }
}
