package next700.protocol.composition;

import java.util.List;
import java.util.OptionalLong;
import next700.protocol.InstanceId;
import next700.protocol.Protocol;
import next700.protocol.backup.Backup;
import next700.protocol.backup.Term;
import next700.protocol.chain.Chain;
import next700.protocol.pbft.Pbft;
import next700.protocol.pbft.PbftOrdering;
import next700.protocol.pbft.PbftSettings;
import next700.protocol.quorum.Quorum;
import next700.protocol.zlight.ZLight;

/**
 * Which Abstract implementation each instance is: the given protocols in turn, for ever. {@code next(i)} is {@code i +
 * 1}, so Switching Monotonicity (A.7) holds by construction.
 */
public record Composition(String name, List<Protocol> cycle) {
    private static final int BATCH_LIMIT = 64;

    /** "Only one active client since at least 2 s" (3.5.1.3). */
    private static final long CONTENTION_MILLIS = 2_000;

    private static final Backup BACKUP = new Backup(new PbftOrdering(PbftSettings.DEFAULT), Term.DEFAULT);

    /** Quorum after Quorum. It commits again after every disturbance; while one lasts, it can only abort. */
    public static final Composition QUORUM = new Composition("quorum", List.of(new Quorum()));

    /** ZLight after ZLight. */
    public static final Composition ZLIGHT = new Composition("zlight", List.of(new ZLight(BATCH_LIMIT)));

    /** Chain after Chain. */
    public static final Composition CHAIN =
            new Composition("chain", List.of(new Chain(BATCH_LIMIT, OptionalLong.empty())));

    /** PBFT alone, which never aborts. */
    public static final Composition PBFT = new Composition("pbft", List.of(new Pbft()));

    /** AZyzzyva (thesis 3.4). */
    public static final Composition AZYZZYVA = new Composition("azyzzyva", List.of(new ZLight(BATCH_LIMIT), BACKUP));

    /** Aliph (thesis 3.5). */
    public static final Composition ALIPH = new Composition(
            "aliph", List.of(new Quorum(), new Chain(BATCH_LIMIT, OptionalLong.of(CONTENTION_MILLIS)), BACKUP));

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
