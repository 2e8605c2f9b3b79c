package next700.model.trace;

import java.util.List;

/**
 * A recorded run of LCR.
 *
 * @param name what to call it in reports
 * @param processes how many there are, from 0: the founders first, in the order of the ring, then those who join
 * @param views all views that any step speaks of, the first one first, and each after those that it follows
 * @param steps in an order that respects causality
 */
public record RingTrace(String name, int processes, List<RingView> views, List<RingStep> steps) implements RecordedRun {
    public RingTrace {
        views = List.copyOf(views);
        steps = List.copyOf(steps);
    }

    @Override
    public int length() {
        return steps.size();
    }

    @Override
    public String step(int index) {
        return "LCR." + steps.get(index).step();
    }

    @Override
    public String tell(int index) {
        return steps.get(index).toString();
    }
}
