package next700.simulation.invariant;

import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Total order (thesis 3.4.3): in an instance of Backup correct replicas execute the same requests in the same order, so of
 * any two of their histories one is a prefix of the other. TLA+: {@code OrderedAlike}.
 */
final class OrderedAlike implements Invariant {
    @Override
    public String id() {
        return "B.TotalOrder";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Steps.ReplicaStep taken : Steps.ofReplica(event, before)) {
            if (before.arena().isSpeculative(taken.step().instance())) {
                continue;
            }
            for (ReplicaId other : before.arena().group().replicas()) {
                History now = taken.now();
                Optional<History> theirs = before.isBenign(other)
                        ? before.local(other, taken.step().instance())
                        : Optional.empty();
                if (theirs.isPresent() && !theirs.get().isPrefixOf(now) && !now.isPrefixOf(theirs.get())) {
                    return violated(
                            event,
                            "Correct replica %s has executed %s in instance %s, and correct replica %s %s. A total order gives both the same."
                                    .formatted(
                                            event.process(), now, taken.step().instance(), other, theirs.get()));
                }
            }
        }
        return Optional.empty();
    }
}
