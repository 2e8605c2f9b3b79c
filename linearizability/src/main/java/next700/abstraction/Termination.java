package next700.abstraction;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import next700.abstraction.AbstractEvent.Abort;
import next700.abstraction.AbstractEvent.Commit;
import next700.abstraction.AbstractEvent.Invoke;

/**
 * A.2 Termination (thesis, Appendix A, property 2); TLA+ {@code Termination}: if a correct client invokes a valid
 * request, it eventually commits or aborts it.
 *
 * <p>A finite record contradicts this only if nothing more will happen; otherwise what is not answered is pending.
 */
public final class Termination implements AbstractProperty {
    private record Call(String process, String request) {}

    @Override
    public String identifier() {
        return "A.2 Termination";
    }

    @Override
    public String formula() {
        return "Termination";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        for (int instance : run.instances()) {
            Set<Call> answered = new HashSet<>();
            for (Commit commit : run.commits(instance)) {
                answered.add(new Call(commit.process(), commit.request()));
            }
            for (Abort abort : run.aborts(instance)) {
                answered.add(new Call(abort.process(), abort.request()));
            }
            for (Invoke invoke : run.invocations(instance)) {
                found.checked();
                if (!answered.contains(new Call(invoke.process(), invoke.request()))) {
                    unanswered(invoke, run.isFinished(), found);
                }
            }
        }
        return found.result();
    }

    private static void unanswered(Invoke invoke, boolean finished, PropertyResult.Collector found) {
        if (finished) {
            found.violation(invoke.describe() + ", however nothing more will happen, and it is not answered.", invoke);
        } else {
            found.pending(new Finding(invoke.describe() + ", which is not answered yet.", List.of(invoke)));
        }
    }
}
