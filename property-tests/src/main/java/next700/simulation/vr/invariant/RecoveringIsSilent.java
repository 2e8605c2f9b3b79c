package next700.simulation.vr.invariant;

import java.util.Optional;
import next700.protocol.vr.VrMessage;
import next700.protocol.vr.VrReplica;

/**
 * 4.3: "while a replica's status is recovering it does not participate in either the request processing protocol or the view
 * change protocol".
 */
final class RecoveringIsSilent implements VrInvariant {
    @Override
    public String id() {
        return "VR.RecoveringIsSilent";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        return moment.replica()
                .filter(VrReplica::isRecovering)
                .flatMap(replica -> moment.sent(VrMessage.class)
                        .filter(message -> !(message instanceof VrMessage.Recovery))
                        .findFirst()
                        .map(message -> "%s is recovering. It says %s.".formatted(replica.self(), message)));
    }
}
