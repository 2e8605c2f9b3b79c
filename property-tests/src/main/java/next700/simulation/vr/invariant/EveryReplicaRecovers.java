package next700.simulation.vr.invariant;

import java.util.Optional;

/** 8.2, liveness: "the protocol is live, assuming no more than f replicas fail simultaneously". */
final class EveryReplicaRecovers implements VrInvariant {
    @Override
    public String id() {
        return "VR.EveryReplicaRecovers";
    }

    @Override
    public Optional<String> brokenAtTheEnd(boolean isAnswered, boolean isWhole) {
        return isWhole
                ? Optional.empty()
                : Optional.of("Never were more than f replicas failed at one time. A replica does not recover.");
    }
}
