package next700.model.trace;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import next700.process.ProcessId;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.AbstractWords;

/**
 * A recorded run.
 *
 * @param name what to call it in reports
 * @param f the fault threshold
 * @param byzantine the processes whose word is not taken: their steps, if there are any, are left out
 * @param steps in an order that respects causality: what a process did after it heard of something, stands after it
 */
public record Trace(String name, int f, Set<ProcessId> byzantine, List<StepRecord> steps) implements RecordedRun {
    public Trace {
        Set<ProcessId> liars = new TreeSet<>(byzantine);
        byzantine = liars;
        steps = steps.stream().filter(step -> !liars.contains(step.process())).toList();
    }

    /** The first steps of it. */
    public Trace first(int count) {
        return new Trace(name, f, byzantine, steps.subList(0, Math.min(count, steps.size())));
    }

    @Override
    public int length() {
        return steps.size();
    }

    @Override
    public String step(int index) {
        return steps.get(index).step();
    }

    @Override
    public String tell(int index) {
        return AbstractWords.INSTANCE.step(steps.get(index));
    }
}
