package next700.protocol.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Protocol;
import next700.protocol.backup.Backup;
import next700.protocol.backup.Term;
import next700.protocol.chain.Chain;
import next700.protocol.checkpoints.Checkpointing;
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
    private static final int MAX_DECLARED = 8;

    private static final int CHK = Checkpointing.DEFAULT_INTERVAL;

    /** "Only one active client since at least 2 s" (3.5.1.3). */
    private static final long CONTENTION_MILLIS = 2_000;

    private static final Quorum QUORUM_ONCE = new Quorum(CHK);
    private static final ZLight ZLIGHT_ONCE = new ZLight(BATCH_LIMIT, CHK);
    private static final Chain CHAIN_IN_CONTENTION = new Chain(BATCH_LIMIT, OptionalLong.of(CONTENTION_MILLIS), CHK);
    private static final Backup BACKUP = new Backup(new PbftOrdering(PbftSettings.DEFAULT), Term.DEFAULT);

    /** Quorum after Quorum. It commits again after every disturbance; while one lasts, it can only abort. */
    public static final Composition QUORUM = new Composition("quorum", List.of(QUORUM_ONCE));

    /** ZLight after ZLight. */
    public static final Composition ZLIGHT = new Composition("zlight", List.of(ZLIGHT_ONCE));

    /** Chain after Chain. */
    public static final Composition CHAIN =
            new Composition("chain", List.of(new Chain(BATCH_LIMIT, OptionalLong.empty(), CHK)));

    /** PBFT alone, which never aborts. */
    public static final Composition PBFT = new Composition("pbft", List.of(new Pbft()));

    /** AZyzzyva (thesis 3.4). */
    public static final Composition AZYZZYVA = new Composition("azyzzyva", List.of(ZLIGHT_ONCE, BACKUP));

    /** Aliph (thesis 3.5). */
    public static final Composition ALIPH = new Composition("aliph", List.of(QUORUM_ONCE, CHAIN_IN_CONTENTION, BACKUP));

    /** Those that have a name of their own. */
    public static final List<Composition> NAMED = List.of(QUORUM, ZLIGHT, CHAIN, PBFT, AZYZZYVA, ALIPH);

    public Composition {
        cycle = List.copyOf(cycle);
        if (cycle.isEmpty()) {
            throw new IllegalArgumentException("a composition has at least one protocol");
        }
    }

    /** The one of that name, or of the protocols that the name is made of, such as {@code quorum-zlight-chain-backup}. */
    public static Optional<Composition> named(String name) {
        Optional<Composition> known = NAMED.stream()
                .filter(composition -> composition.name().equals(name))
                .findFirst();
        if (known.isPresent() || !name.contains("-")) {
            return known;
        }
        try {
            return Optional.of(declared(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Protocols by their names, in turn, such as {@code quorum-zlight-chain-backup}.
     *
     * @throws IllegalArgumentException if that is not what the name is made of
     */
    public static Composition declared(String name) {
        return declared(name, part -> switch (part) {
            case "quorum" -> QUORUM_ONCE;
            case "zlight" -> ZLIGHT_ONCE;
            case "chain" -> CHAIN_IN_CONTENTION;
            case "backup" -> BACKUP;
            default -> throw new IllegalArgumentException("'" + part + "' is not a protocol that others can follow");
        });
    }

    /** The same of protocols with other bounds. */
    public static Composition declared(String name, Function<String, Protocol> protocols) {
        List<Protocol> cycle = new ArrayList<>();
        for (String part : name.split("-", -1)) {
            cycle.add(protocols.apply(part));
        }
        if (cycle.size() > MAX_DECLARED) {
            throw new IllegalArgumentException("at most " + MAX_DECLARED + " protocols take turns");
        }
        return new Composition(name, cycle);
    }

    /** The same, with checkpoints this many requests apart. */
    public Composition withCheckpointInterval(int interval) {
        return new Composition(
                name,
                cycle.stream()
                        .map(protocol -> switch (protocol) {
                            case Quorum quorum -> new Quorum(interval);
                            case ZLight zlight -> new ZLight(zlight.batchLimit(), interval);
                            case Chain chain -> new Chain(chain.batchLimit(), chain.contentionMillis(), interval);
                            default -> protocol;
                        })
                        .toList());
    }

    /** Whether it has a protocol for contention, and leaves it again when there is none (thesis 3.5.1.3). */
    public boolean followsContention() {
        return cycle.stream()
                .anyMatch(protocol -> protocol instanceof Chain chain
                        && chain.contentionMillis().isPresent());
    }

    public Protocol protocolOf(InstanceId instance) {
        return cycle.get((int) ((instance.number() - 1) % cycle.size()));
    }

    public InstanceId next(InstanceId instance) {
        return new InstanceId(instance.number() + 1);
    }
}
