package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Lemma 1 (thesis C.1): what a correct replica has executed in an instance remains a prefix of its local history for
 * ever. TLA+: {@code Lemma1}.
 */
final class HistoryOnlyGrows implements Invariant {
    @Override
    public String id() {
        return "C.Lemma1";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Steps.ReplicaStep taken : Steps.ofReplica(event, before)) {
            StepRecord step = taken.step();
            History old = taken.local().orElse(History.EMPTY);
            History now = taken.now();
            if (!old.isPrefixOf(now)) {
                return violated(
                        event,
                        "Correct replica %s had executed %s in instance %s. After step %s its local history is %s, which does not begin with that."
                                .formatted(step.process(), old, step.instance(), step.step(), now));
            }
        }
        return Optional.empty();
    }
}
