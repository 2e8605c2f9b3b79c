package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Thesis B.6: the first step of a correct replica in an instance after the first adopts an init history, and no later
 * step does. The proof of Init Order rests on it. TLA+: {@code InitialisedOnceAndFirst}.
 */
final class InitialisedOnceAndFirst implements Invariant {
    @Override
    public String id() {
        return "B.6.Initialised";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Steps.ReplicaStep taken : Steps.ofReplica(event, before)) {
            StepRecord step = taken.step();
            boolean needed =
                    !step.instance().equals(InstanceId.FIRST) && taken.local().isEmpty();
            if (needed && step.init().isEmpty()) {
                return violated(
                        event,
                        "Correct replica %s takes step %s as its first in instance %s. It has no init history, so nothing ties what it executes to what was committed before."
                                .formatted(step.process(), step.step(), step.instance()));
            }
            if (!needed && step.init().isPresent()) {
                return violated(
                        event,
                        "Correct replica %s adopts the init history %s in instance %s. Its local history had its beginning already: it was %s."
                                .formatted(
                                        step.process(),
                                        step.init().get(),
                                        step.instance(),
                                        taken.local().orElse(History.EMPTY)));
            }
        }
        return Optional.empty();
    }
}
