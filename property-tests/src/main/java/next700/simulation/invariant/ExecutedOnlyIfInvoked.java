package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * The proof of Validity (thesis C.1): a correct replica appends a request only if its client invoked it in this
 * instance, one request at a time. TLA+: {@code ExecutedOnlyIfInvoked}.
 */
final class ExecutedOnlyIfInvoked implements Invariant {
    @Override
    public String id() {
        return "C.Validity";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Steps.ReplicaStep taken : Steps.ofReplica(event, before)) {
            StepRecord step = taken.step();
            if (step.kind() != StepKind.EXECUTES) {
                continue;
            }
            History base = taken.base();
            History now = taken.now();
            for (Request request : now.requests().subList(Math.min(base.length(), now.length()), now.length())) {
                if (before.isBenign(request.client()) && !before.hasInvoked(request, step.instance())) {
                    return violated(
                            event,
                            "Correct replica %s executes %s in instance %s. Its client is correct and never invoked that request there: somebody else made it up."
                                    .formatted(step.process(), request, step.instance()));
                }
            }
            if (now.length() > base.length() + 1 && before.arena().isSpeculative(step.instance())) {
                return violated(
                        event,
                        "Correct replica %s executes more than one request in one step %s of instance %s. Its local history went from %s to %s."
                                .formatted(step.process(), step.step(), step.instance(), base, now));
            }
        }
        return Optional.empty();
    }
}
