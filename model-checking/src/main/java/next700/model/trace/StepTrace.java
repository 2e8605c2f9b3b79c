package next700.model.trace;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A recorded run of any protocol.
 *
 * @param name what to call it in reports
 * @param f how many processes may be faulty
 * @param byzantine the processes whose word is not taken: their steps, if there are any, are left out
 * @param steps in an order that respects causality: what a process did after it heard of something stands after it
 */
public record StepTrace(String name, int f, Set<ProcessId> byzantine, List<Taken> steps) implements RecordedRun {
    public StepTrace {
        Set<ProcessId> liars = new TreeSet<>(byzantine);
        byzantine = liars;
        steps = steps.stream().filter(step -> !liars.contains(step.process())).toList();
    }

    /** The first steps of it. */
    public StepTrace first(int count) {
        return new StepTrace(name, f, byzantine, steps.subList(0, Math.min(count, steps.size())));
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
        return TlaText.tell(steps.get(index));
    }
}
