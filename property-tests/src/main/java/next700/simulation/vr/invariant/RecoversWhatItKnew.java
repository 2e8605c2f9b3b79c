package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.vr.VrReplica;

/**
 * 8.2: "when a recovering replica changes its status to normal it does so in a state at least as recent as what it knew when it
 * failed".
 */
final class RecoversWhatItKnew implements VrInvariant {
    private record Former(long view, long lastNormal, int n) {}

    private final Map<ReplicaId, Former> former = new HashMap<>();

    @Override
    public String id() {
        return "VR.RecoversWhatItKnew";
    }

    @Override
    public void crashes(VrReplica replica) {
        if (!replica.isRecovering()) {
            former.put(
                    replica.self(),
                    new Former(
                            replica.view(), replica.lastNormal(), replica.log().size()));
        }
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        return moment.steps("VR.Recover")
                .findFirst()
                .flatMap(step -> lost(
                        moment.replica().orElseThrow(),
                        former.get(moment.replica().orElseThrow().self())));
    }

    private static Optional<String> lost(VrReplica now, Former then) {
        boolean isLost = then.view() > now.view()
                || (then.lastNormal() == now.view() && then.n() > now.log().size());
        return isLost
                ? Optional.of("When it crashed, %s was in view %d and had %d entries of view %d. It recovers %d in view %d."
                        .formatted(
                                now.self(), then.view(), then.n(), then.lastNormal(), now.log().size(), now.view()))
                : Optional.empty();
    }
}
