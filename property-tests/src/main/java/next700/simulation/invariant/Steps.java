package next700.simulation.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.trial.Event;

/** Reads step records out of events. */
final class Steps {
    private Steps() {}

    /** Whether the step is one in which a replica says what its local history is. */
    static boolean isReplicaStep(StepRecord step) {
        return step.kind() == StepKind.EXECUTES || step.kind() == StepKind.ORDERS || step.kind() == StepKind.STOPS;
    }

    /**
     * A replica's step.
     *
     * @param local its local history before the step; absent if it had taken none in the instance
     */
    record ReplicaStep(StepRecord step, Optional<History> local) {
        /** The local history that the step builds on: the init history it adopts, or what it had before. */
        History base() {
            return step.init().orElseGet(() -> local.orElse(History.EMPTY));
        }

        /** The local history after the step. */
        History now() {
            return step.history().orElse(History.EMPTY);
        }
    }

    /** The steps of a replica in an event, of which a batch brings several. */
    static List<ReplicaStep> ofReplica(Event event, Facts before) {
        List<ReplicaStep> steps = new ArrayList<>();
        Map<InstanceId, History> locals = new TreeMap<>();
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (isReplicaStep(step)) {
                Optional<History> local = Optional.ofNullable(locals.get(step.instance()))
                        .or(() -> before.local(step.process(), step.instance()));
                steps.add(new ReplicaStep(step, local));
                step.history().ifPresent(now -> locals.put(step.instance(), now));
            }
        }
        return steps;
    }

    /** A replica's local history in an instance after the event. */
    static Optional<History> localAfter(Event event, InstanceId instance, Facts before) {
        Optional<History> after = before.local(event.process(), instance);
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (isReplicaStep(step) && step.instance().equals(instance)) {
                after = step.history();
            }
        }
        return after;
    }
}
