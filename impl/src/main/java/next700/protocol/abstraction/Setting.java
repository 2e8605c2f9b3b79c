package next700.protocol.abstraction;

import next700.process.ProcessId;
import next700.protocol.authentication.Authentication;

/** What every process of an Abstract instance knows from the start: the instance, its successor, its replicas, its keys. */
public record Setting<P extends ProcessId>(
        P self, InstanceId instance, InstanceId next, ByzantineGroup group, Authentication authentication) {
    public Setting {
        if (next.compareTo(instance) <= 0) {
            throw new IllegalArgumentException("A.7 Switching Monotonicity: instance " + instance + " cannot switch to "
                    + next + ", which does not come after it");
        }
    }
}
