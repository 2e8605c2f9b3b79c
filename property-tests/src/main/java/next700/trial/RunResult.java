package next700.trial;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.process.Taken;

/**
 * One run, complete: what was chosen, what happened, and what it broke.
 *
 * @param tape every choice that was drawn
 * @param decisions the choices that were not boring
 * @param events what correct processes did, in order
 * @param flights every message that anybody sent, in order
 * @param outages who crashed and came back when, in order
 * @param violations in the order in which they showed, each property once
 * @param reached the goals that the run got to
 * @param isDone whether all that was asked for came to its end, or nothing more could happen
 * @param endedAt in units of virtual time
 */
public record RunResult(
        Subject subject,
        Trial trial,
        Tape tape,
        List<ChoiceTape.Drawn> decisions,
        List<Event> events,
        List<Flight> flights,
        List<Outage> outages,
        List<Violation> violations,
        Set<Goal> reached,
        boolean isDone,
        long endedAt) {

    public RunResult {
        reached = Collections.unmodifiableSet(new LinkedHashSet<>(reached));
    }

    /** What broke first, if anything did. */
    public Optional<Violation> violation() {
        return violations.stream().findFirst();
    }

    public boolean violates(String property) {
        return violations.stream().anyMatch(violation -> violation.property().equals(property));
    }

    /** The steps that correct and crashed processes took, in order: a trace for the model checker. */
    public List<Taken> steps() {
        return events.stream().flatMap(event -> event.steps().stream()).toList();
    }

    /** The same, of a protocol's own kind. */
    public <T extends Taken> List<T> steps(Class<T> kind) {
        return events.stream().flatMap(event -> event.steps(kind).stream()).toList();
    }
}
