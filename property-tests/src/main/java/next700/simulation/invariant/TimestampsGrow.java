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
 * Steps Z3, Q2 and C3 (thesis B.2 to B.4): the requests of a client that a correct replica executes come with growing timestamps, those
 * of the init history included. TLA+: {@code TimestampsGrow}.
 */
final class TimestampsGrow implements Invariant {
    @Override
    public String id() {
        return "Q2.Timestamps";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Steps.ReplicaStep taken : Steps.ofReplica(event, before)) {
            StepRecord step = taken.step();
            History now = taken.now();
            if (step.kind() != StepKind.EXECUTES || now.length() <= taken.base().length()) {
                continue;
            }
            Request executed = now.last();
            for (Request earlier : now.parent().requests()) {
                if (earlier.client().equals(executed.client()) && earlier.timestamp() >= executed.timestamp()) {
                    return violated(
                            event,
                            "Correct replica %s executes %s in instance %s. Its local history already holds %s, which is not older."
                                    .formatted(step.process(), executed, step.instance(), earlier));
                }
            }
        }
        return Optional.empty();
    }
}
