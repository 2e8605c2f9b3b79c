package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.process.ProcessId;
import next700.simulation.lcr.invariant.LcrInvariant;
import next700.simulation.lcr.invariant.LcrInvariants;
import next700.trial.Event;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;

/** Holds a run of LCR against all that must hold, and tells how far it got. */
final class LcrObserver implements Observer {
    private final LcrFacts facts;
    private final LcrCoverage coverage;
    private final List<LcrInvariant> invariants = LcrInvariants.ofOneRun();

    LcrObserver(LcrFacts facts) {
        this.facts = facts;
        this.coverage = new LcrCoverage(facts);
    }

    @Override
    public List<Violation> sees(Event event) {
        facts.absorb(event);
        coverage.absorb(event);
        List<Violation> found = new ArrayList<>(0);
        for (LcrInvariant invariant : invariants) {
            invariant.check(event, facts).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        return invariants.stream()
                .map(invariant -> invariant.checkEnd(last, isDone, facts))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String named(String upkeep) {
        return LcrInvariants.named(upkeep);
    }

    @Override
    public void failed(Event event) {
        facts.ended(event.process(), LcrFacts.End.CRASHED);
        coverage.absorb(event);
    }

    @Override
    public void crashed(ProcessId process) {
        facts.ended(process, LcrFacts.End.CRASHED);
    }

    @Override
    public void cut(ProcessId one, ProcessId other) {
        facts.cut(one, other);
    }

    @Override
    public Set<Goal> reached() {
        return Collections.unmodifiableSet(coverage.atTheEnd());
    }
}
