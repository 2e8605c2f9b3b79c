package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.panicking.Panic;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Step P2 (thesis B.5): a correct replica stops only after the client that the PANIC names panicked in this instance.
 * Otherwise anybody could keep an instance from committing. TLA+: {@code StopsOnlyIfAsked}.
 */
final class StopsOnlyIfAsked implements Invariant {
    @Override
    public String id() {
        return "P2.Cause";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        if (event.message().isEmpty() || !(event.message().get() instanceof Panic panic)) {
            return Optional.empty();
        }
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (step.step().equals("P2")
                    && before.isBenign(panic.client())
                    && !before.hasPanicked(panic.client(), step.instance())) {
                return violated(
                        event,
                        "Correct replica %s stops in instance %s on a PANIC in the name of %s. That client is correct and never panicked there."
                                .formatted(step.process(), step.instance(), panic.client()));
            }
        }
        return Optional.empty();
    }
}
