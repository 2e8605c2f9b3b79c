package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.vr.VrReplica;

/**
 * 4.1: "if the sender is behind, the receiver drops the message": no message takes a replica that is up back to an earlier
 * view.
 */
final class ViewsOnlyGrow implements VrInvariant {
    private final Map<ReplicaId, Long> views = new HashMap<>();

    @Override
    public String id() {
        return "VR.ViewsOnlyGrow";
    }

    @Override
    public void crashes(VrReplica replica) {
        views.remove(replica.self());
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        return moment.replica().flatMap(replica -> {
            Long before = views.put(replica.self(), replica.view());
            return before == null || before <= replica.view()
                    ? Optional.empty()
                    : Optional.of(
                            "%s was in view %d. It is in view %d.".formatted(replica.self(), before, replica.view()));
        });
    }
}
