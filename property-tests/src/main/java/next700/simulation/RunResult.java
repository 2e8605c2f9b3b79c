package next700.simulation;

import next700.trial.ChoiceTape;
import next700.trial.Tape;
import next700.trial.Violation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.protocol.abstraction.StepRecord;

/**
 * One run, complete: what was chosen, what happened, and what it broke.
 *
 * @param tape every choice that was drawn
 * @param decisions the choices that were not boring
 * @param events what benign processes did, in order
 * @param flights every message that anybody sent, in order
 * @param violations in the order in which they showed, each property once
 * @param endedAt in units of virtual time
 */
public record RunResult(
        Arena arena,
        Tape tape,
        List<ChoiceTape.Drawn> decisions,
        Setup setup,
        List<Event> events,
        List<Flight> flights,
        List<Violation> violations,
        Set<Sometimes> reached,
        boolean healed,
        long endedAt) {

    public RunResult {
        reached = reached.isEmpty() ? Set.of() : EnumSet.copyOf(reached);
    }

    /** What broke first, if anything did. */
    public Optional<Violation> violation() {
        return violations.stream().findFirst();
    }

    public boolean violates(String property) {
        return violations.stream().anyMatch(violation -> violation.property().equals(property));
    }

    /** The steps that correct and crashed processes took, in order: a trace for the model checker. */
    public List<StepRecord> steps() {
        return events.stream().flatMap(event -> event.steps().stream()).toList();
    }
}
