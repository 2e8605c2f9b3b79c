package next700.abstraction;

import next700.abstraction.AbstractEvent.Abort;

/**
 * A.3 Progress (thesis, Appendix A, property 3); TLA+ {@code Progress}: if a correct client invokes a valid request and
 * the predicate P of the instance holds, it commits the request.
 *
 * <p>Whether P held is for the run to declare. Where it did, nothing may be aborted; that there is an answer at all is
 * {@link Termination}'s.
 */
public final class Progress implements AbstractProperty {
    @Override
    public String identifier() {
        return "A.3 Progress";
    }

    @Override
    public String formula() {
        return "Progress";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        for (int instance : run.instances()) {
            if (run.progresses(instance)) {
                run.commits(instance).forEach(commit -> found.checked());
                for (Abort abort : run.aborts(instance)) {
                    found.checked();
                    found.violation(
                            abort.describe() + ", however the instance's condition for progress held throughout.",
                            abort);
                }
            }
        }
        return found.result();
    }
}
