package next700.protocol.composition;

import java.util.List;
import next700.protocol.InstanceId;
import next700.protocol.Protocol;
import next700.protocol.quorum.Quorum;

/**
 * Which Abstract implementation each instance is: the given protocols in turn, for ever. {@code next(i)} is {@code i +
 * 1}, so Switching Monotonicity (A.7) holds by construction.
 */
public record Composition(String name, List<Protocol> cycle) {
    /** Quorum after Quorum. It commits again after every disturbance; while one lasts, it can only abort. */
    public static final Composition QUORUM = new Composition("quorum", List.of(new Quorum()));

    public Composition {
        cycle = List.copyOf(cycle);
        if (cycle.isEmpty()) {
            throw new IllegalArgumentException("a composition has at least one protocol");
        }
    }

    public Protocol protocolOf(InstanceId instance) {
        return cycle.get((int) ((instance.number() - 1) % cycle.size()));
    }

    public InstanceId next(InstanceId instance) {
        return new InstanceId(instance.number() + 1);
    }
}
