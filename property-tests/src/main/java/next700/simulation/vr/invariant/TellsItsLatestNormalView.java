package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.ProcessId;
import next700.protocol.vr.VrMessage.DoViewChange;
import next700.protocol.vr.VrReplica;

/** 4.2, step 2: v' "is the view number of the latest view in which its status was normal". */
final class TellsItsLatestNormalView implements VrInvariant {
    private final Map<ProcessId, Long> latest = new HashMap<>();

    @Override
    public String id() {
        return "VR.TellsItsLatestNormalView";
    }

    @Override
    public void crashes(VrReplica replica) {
        latest.remove(replica.self());
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        ProcessId self = moment.event().process();
        Optional<String> broken = moment.sent(DoViewChange.class)
                .filter(m -> m.lastNormal() != latest.getOrDefault(self, 0L))
                .findFirst()
                .map(m -> "%s was last normal in view %d. It tells view %d in its DOVIEWCHANGE for view %d."
                        .formatted(self, latest.getOrDefault(self, 0L), m.lastNormal(), m.v()));
        moment.replica().filter(VrReplica::isNormal).ifPresent(replica -> latest.put(self, replica.view()));
        return broken;
    }
}
