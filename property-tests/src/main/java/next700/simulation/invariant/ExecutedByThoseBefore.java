package next700.simulation.invariant;

import java.util.List;
import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.StepKind;
import next700.protocol.chain.Chain;
import next700.protocol.zlight.ZLight;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Lemma 2 (thesis C.2): what a correct replica of Chain executes, all correct replicas before it in the chain have
 * executed at the same position. In ZLight the primary alone is before the others, which the proof of Progress (C.1)
 * leans on. TLA+: {@code C_Lemma2}.
 */
final class ExecutedByThoseBefore implements Invariant {
    @Override
    public String id() {
        return "C.Lemma2";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Steps.ReplicaStep taken : Steps.ofReplica(event, before)) {
            if (taken.step().kind() != StepKind.EXECUTES) {
                continue;
            }
            InstanceId instance = taken.step().instance();
            for (ReplicaId earlier : before((ReplicaId) event.process(), instance, before)) {
                Optional<History> local = before.local(earlier, instance);
                if (before.isBenign(earlier)
                        && !local.map(taken.now()::isPrefixOf).orElse(false)) {
                    return violated(
                            event,
                            "Correct replica %s has executed %s in instance %s. Correct replica %s, which comes before it, has executed %s there: it was bypassed."
                                    .formatted(
                                            event.process(),
                                            taken.now(),
                                            instance,
                                            earlier,
                                            local.map(History::toString).orElse("nothing")));
                }
            }
        }
        return Optional.empty();
    }

    private static List<ReplicaId> before(ReplicaId replica, InstanceId instance, Facts facts) {
        Protocol protocol = facts.arena().composition().protocolOf(instance);
        int earlier = replica.number() - 1;
        List<ReplicaId> replicas = facts.arena().group().replicas();
        return switch (protocol) {
            case Chain chain -> replicas.subList(0, earlier);
            case ZLight zlight -> replicas.subList(0, Math.min(earlier, 1));
            default -> List.of();
        };
    }
}
