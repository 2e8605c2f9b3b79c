package next700.simulation.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.backup.Backup;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Backup (thesis 3.4.3): an instance commits {@code k} requests and aborts all others; a correct replica answers no more
 * than {@code k} with a commit. TLA+: {@code CommitsNoMoreThanK}.
 */
final class CommitsNoMoreThanK implements Invariant {
    private final Map<Facts.At, Set<Request>> committed = new HashMap<>();

    @Override
    public String id() {
        return "B.k";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Steps.ReplicaStep taken : Steps.ofReplica(event, before)) {
            var step = taken.step();
            if (step.kind() == StepKind.EXECUTES
                    && before.arena().composition().protocolOf(step.instance()) instanceof Backup backup) {
                Set<Request> so =
                        committed.computeIfAbsent(new Facts.At(step.process(), step.instance()), at -> new HashSet<>());
                so.add(step.request().orElseThrow());
                long k = backup.term().of(step.instance());
                if (so.size() > k) {
                    return violated(
                            event,
                            "Correct replica %s lets %s commit in instance %s, where k is %d and as many requests have committed."
                                    .formatted(step.process(), step.request().get(), step.instance(), k));
                }
            }
        }
        return Optional.empty();
    }
}
