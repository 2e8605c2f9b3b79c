package next700.protocol.composition;

import java.util.List;
import java.util.OptionalLong;
import next700.protocol.InstanceId;
import next700.protocol.Protocol;
import next700.protocol.chain.Chain;
import next700.protocol.quorum.Quorum;
import next700.protocol.zlight.ZLight;

/**
 * Which Abstract implementation each instance is: the given protocols in turn, for ever. {@code next(i)} is {@code i +
 * 1}, so Switching Monotonicity (A.7) holds by construction.
 */
public record Composition(String name, List<Protocol> cycle) {
    private static final int BATCH_LIMIT = 64;

    /** Quorum after Quorum. It commits again after every disturbance; while one lasts, it can only abort. */
    public static final Composition QUORUM = new Composition("quorum", List.of(new Quorum()));

    /** ZLight after ZLight. */
    public static final Composition ZLIGHT = new Composition("zlight", List.of(new ZLight(BATCH_LIMIT)));

    /** Chain after Chain. */
    public static final Composition CHAIN =
            new Composition("chain", List.of(new Chain(BATCH_LIMIT, OptionalLong.empty())));

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
