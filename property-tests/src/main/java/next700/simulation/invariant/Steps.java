package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.History;
import next700.protocol.InstanceId;
import next700.protocol.StepKind;
import next700.protocol.StepRecord;
import next700.simulation.Event;
import next700.simulation.Facts;

/** Reads step records out of events. */
final class Steps {
    private Steps() {}

    /** Whether the step is one in which a replica says what its local history is. */
    static boolean isReplicaStep(StepRecord step) {
        return step.kind() == StepKind.EXECUTES || step.kind() == StepKind.ORDERS || step.kind() == StepKind.STOPS;
    }

    /** The local history that a replica's step builds on: the init history it adopts, or what it had before. */
    static History base(StepRecord step, Facts before) {
        return step.init()
                .orElseGet(() -> before.local(step.process(), step.instance()).orElse(History.EMPTY));
    }

    /** A replica's local history in an instance after the event. */
    static Optional<History> localAfter(Event event, InstanceId instance, Facts before) {
        Optional<History> after = before.local(event.process(), instance);
        for (StepRecord step : event.steps()) {
            if (isReplicaStep(step) && step.instance().equals(instance)) {
                after = step.history();
            }
        }
        return after;
    }
}
