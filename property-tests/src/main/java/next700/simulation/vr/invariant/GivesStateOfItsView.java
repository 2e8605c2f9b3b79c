package next700.simulation.vr.invariant;

import java.util.Optional;
import next700.protocol.vr.VrMessage.GetState;
import next700.protocol.vr.VrMessage.NewState;
import next700.protocol.vr.VrReplica;

/** 5.2: "a replica responds to a GETSTATE message only if its status is normal and it is currently in view v". */
final class GivesStateOfItsView implements VrInvariant {
    @Override
    public String id() {
        return "VR.GivesStateOfItsView";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        if (moment.event().message().orElse(null) instanceof GetState asked) {
            VrReplica replica = moment.replica().orElseThrow();
            boolean mayAnswer = replica.isNormal() && replica.view() == asked.v();
            if (!mayAnswer && moment.sent(NewState.class).findAny().isPresent()) {
                return Optional.of("%s was asked for the state of view %d. It answers, though it is %sin view %d."
                        .formatted(replica.self(), asked.v(), replica.isNormal() ? "" : "not yet ", replica.view()));
            }
        }
        return Optional.empty();
    }
}
