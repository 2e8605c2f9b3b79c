package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.protocol.vr.VrReplica;

/**
 * 4.2, step 5: a replica's status is normal in a view when it has the log that the view began with. As 5.2 is printed it is normal
 * before, while it waits for the state; and in the next view change its log is taken for one of this view.
 */
final class HasWhatItsViewBeganWith implements VrInvariant {
    private final Map<Long, Integer> begun = new HashMap<>();

    @Override
    public String id() {
        return "VR.HasWhatItsViewBeganWith";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        Optional<VrReplica> normal = moment.replica().filter(VrReplica::isNormal);
        moment.steps("VR.StartView").forEach(step -> begun.put(step.view(), (int) step.n()));
        return normal.filter(replica -> replica.log().size() < begun.getOrDefault(replica.view(), 0))
                .map(replica -> "View %d began with %d entries. %s is normal in it with %d."
                        .formatted(
                                replica.view(),
                                begun.get(replica.view()),
                                replica.self(),
                                replica.log().size()));
    }
}
