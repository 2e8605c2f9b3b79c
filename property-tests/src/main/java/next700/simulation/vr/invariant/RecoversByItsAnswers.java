package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.vr.VrMessage.RecoveryResponse;
import next700.protocol.vr.VrReplica;
import next700.protocol.vr.VrStep;

/**
 * 4.3, step 3: "at least f+1 RECOVERYRESPONSE messages from different replicas, all containing the nonce it sent in its RECOVERY
 * message, including one from the primary of the latest view it learns of in these messages".
 */
final class RecoversByItsAnswers implements VrInvariant {
    private final Map<ReplicaId, Long> nonces = new HashMap<>();
    private final Map<ReplicaId, Map<ProcessId, Long>> views = new HashMap<>();

    @Override
    public String id() {
        return "VR.RecoversByItsAnswers";
    }

    @Override
    public void crashes(VrReplica replica) {
        views.remove(replica.self());
        nonces.merge(replica.self(), 2L, (old, any) -> old + 1);
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        if (moment.event().input() instanceof Input.Received received
                && received.message() instanceof RecoveryResponse response) {
            ReplicaId replica = moment.replica().orElseThrow().self();
            if (response.x() == nonces.getOrDefault(replica, 1L)) {
                views.computeIfAbsent(replica, any -> new HashMap<>()).merge(received.from(), response.v(), Math::max);
            }
        }
        return moment.steps("VR.Recover").findFirst().flatMap(step -> early(step, moment));
    }

    private Optional<String> early(VrStep step, VrMoment moment) {
        Map<ProcessId, Long> answers = views.getOrDefault((ReplicaId) step.process(), Map.of());
        long latest = answers.values().stream().mapToLong(view -> view).max().orElse(-1);
        boolean hasItsPrimary = answers.keySet().stream()
                .anyMatch(other -> ((ReplicaId) other).number()
                        == latest % moment.configuration().size() + 1);
        return answers.size() > moment.configuration().f() && latest == step.view() && hasItsPrimary
                ? Optional.empty()
                : Optional.of("%s recovers in view %d. It was answered, of this recovery, from these views: %s."
                        .formatted(step.process(), step.view(), answers));
    }
}
