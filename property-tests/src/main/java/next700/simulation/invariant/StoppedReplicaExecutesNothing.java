package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Step P2 (thesis B.5): a replica that sent an ABORT executes nothing more in that instance. The proof of Abort Order
 * rests on it. TLA+: {@code StoppedExecutesNothing}.
 */
final class StoppedReplicaExecutesNothing implements Invariant {
    @Override
    public String id() {
        return "P2.Stops";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (step.kind() == StepKind.EXECUTES && before.hasStopped(step.process(), step.instance())) {
                return violated(
                        event,
                        "Correct replica %s stopped in instance %s, and its ABORT says what it had executed until then. Yet it takes step %s for %s afterwards."
                                .formatted(
                                        step.process(),
                                        step.instance(),
                                        step.step(),
                                        step.request().orElseThrow()));
            }
        }
        return Optional.empty();
    }
}
