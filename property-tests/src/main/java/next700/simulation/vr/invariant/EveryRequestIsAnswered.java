package next700.simulation.vr.invariant;

import java.util.Optional;

/**
 * 8.1, liveness: "the protocol executes client requests provided at least f+1 non-failed replicas ... are able to communicate".
 * Every run ends with a network that loses nothing.
 */
final class EveryRequestIsAnswered implements VrInvariant {
    @Override
    public String id() {
        return "VR.EveryRequestIsAnswered";
    }

    @Override
    public Optional<String> brokenAtTheEnd(boolean isAnswered, boolean isWhole) {
        return isAnswered
                ? Optional.empty()
                : Optional.of("The network is healed and all replicas are up. Clients wait in vain.");
    }
}
