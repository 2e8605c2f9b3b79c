package next700.transactions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The consistency models that a history of transactions may refute: a level of isolation, and an order that is kept
 * beside it. A model with a stronger level and a stronger order implies the other.
 *
 * <p>The levels are Adya's (thesis, chapter 4): read uncommitted is PL-1, read committed PL-2, repeatable read PL-2.99,
 * serializable PL-3, which is the same as the one before where nothing is read by predicates. Snapshot isolation and
 * parallel snapshot isolation are taken by their characterisation in dependency graphs (Cerone and Gotsman, "Analysing
 * snapshot isolation", JACM 2018, theorems 4.1 and 4.5): no cycle without adjacent anti-dependencies, and none with
 * fewer than two. Monotonic atomic view is that of Bailis et al. (VLDB 2014).
 */
public enum ConsistencyModel {
    READ_UNCOMMITTED("read-uncommitted", Level.READ_UNCOMMITTED, Ordering.DEPENDENCIES),
    READ_COMMITTED("read-committed", Level.READ_COMMITTED, Ordering.DEPENDENCIES),
    MONOTONIC_ATOMIC_VIEW("monotonic-atomic-view", Level.MONOTONIC_ATOMIC_VIEW, Ordering.DEPENDENCIES),
    READ_YOUR_WRITES("read-your-writes", Level.READ_YOUR_WRITES, Ordering.PROCESS),
    MONOTONIC_READS("monotonic-reads", Level.MONOTONIC_READS, Ordering.PROCESS),
    MONOTONIC_WRITES("monotonic-writes", Level.MONOTONIC_WRITES, Ordering.PROCESS),
    WRITES_FOLLOW_READS("writes-follow-reads", Level.WRITES_FOLLOW_READS, Ordering.PROCESS),
    READ_ATOMIC("read-atomic", Level.READ_ATOMIC, Ordering.PROCESS),
    PRAM("pram", Level.PRAM, Ordering.PROCESS),
    CAUSAL_CONSISTENCY("causal-consistency", Level.CAUSAL_CONSISTENCY, Ordering.PROCESS),
    PARALLEL_SNAPSHOT_ISOLATION(
            "parallel-snapshot-isolation", Level.PARALLEL_SNAPSHOT_ISOLATION, Ordering.DEPENDENCIES),
    PREFIX_CONSISTENCY("prefix-consistency", Level.PREFIX_CONSISTENCY, Ordering.DEPENDENCIES),
    SNAPSHOT_ISOLATION("snapshot-isolation", Level.SNAPSHOT_ISOLATION, Ordering.DEPENDENCIES),
    REPEATABLE_READ("repeatable-read", Level.REPEATABLE_READ, Ordering.DEPENDENCIES),
    SERIALIZABLE("serializable", Level.SERIALIZABLE, Ordering.DEPENDENCIES),
    STRONG_SESSION_READ_UNCOMMITTED("strong-session-read-uncommitted", Level.READ_UNCOMMITTED, Ordering.PROCESS),
    STRONG_SESSION_READ_COMMITTED("strong-session-read-committed", Level.READ_COMMITTED, Ordering.PROCESS),
    STRONG_SESSION_PREFIX_CONSISTENCY("strong-session-prefix-consistency", Level.PREFIX_CONSISTENCY, Ordering.PROCESS),
    STRONG_SESSION_SNAPSHOT_ISOLATION("strong-session-snapshot-isolation", Level.SNAPSHOT_ISOLATION, Ordering.PROCESS),
    STRONG_SESSION_SERIALIZABLE("strong-session-serializable", Level.SERIALIZABLE, Ordering.PROCESS),
    STRONG_READ_UNCOMMITTED("strong-read-uncommitted", Level.READ_UNCOMMITTED, Ordering.REAL_TIME),
    STRONG_READ_COMMITTED("strong-read-committed", Level.READ_COMMITTED, Ordering.REAL_TIME),
    STRONG_PREFIX_CONSISTENCY("strong-prefix-consistency", Level.PREFIX_CONSISTENCY, Ordering.REAL_TIME),
    STRONG_SNAPSHOT_ISOLATION("strong-snapshot-isolation", Level.SNAPSHOT_ISOLATION, Ordering.REAL_TIME),
    STRICT_SERIALIZABLE("strict-serializable", Level.SERIALIZABLE, Ordering.REAL_TIME);

    /** Levels of isolation, each with those that it implies at once. */
    private enum Level {
        READ_UNCOMMITTED,
        READ_COMMITTED,
        MONOTONIC_ATOMIC_VIEW,
        READ_YOUR_WRITES,
        MONOTONIC_READS,
        MONOTONIC_WRITES,
        WRITES_FOLLOW_READS,
        READ_ATOMIC,
        PRAM,
        CAUSAL_CONSISTENCY,
        PARALLEL_SNAPSHOT_ISOLATION,
        PREFIX_CONSISTENCY,
        SNAPSHOT_ISOLATION,
        REPEATABLE_READ,
        SERIALIZABLE;

        private List<Level> weaker() {
            return switch (this) {
                case READ_UNCOMMITTED -> List.of();
                case READ_COMMITTED -> List.of(READ_UNCOMMITTED);
                case MONOTONIC_ATOMIC_VIEW -> List.of(READ_COMMITTED);
                case READ_YOUR_WRITES -> List.of(READ_COMMITTED);
                case MONOTONIC_READS -> List.of(READ_COMMITTED);
                case MONOTONIC_WRITES -> List.of(READ_COMMITTED);
                case WRITES_FOLLOW_READS -> List.of(READ_COMMITTED);
                case READ_ATOMIC -> List.of(MONOTONIC_ATOMIC_VIEW, READ_YOUR_WRITES);
                case PRAM -> List.of(READ_ATOMIC, MONOTONIC_READS, MONOTONIC_WRITES);
                case CAUSAL_CONSISTENCY -> List.of(PRAM, WRITES_FOLLOW_READS);
                case PARALLEL_SNAPSHOT_ISOLATION -> List.of(CAUSAL_CONSISTENCY);
                case PREFIX_CONSISTENCY -> List.of(CAUSAL_CONSISTENCY);
                case SNAPSHOT_ISOLATION -> List.of(PARALLEL_SNAPSHOT_ISOLATION, PREFIX_CONSISTENCY);
                case REPEATABLE_READ -> List.of(CAUSAL_CONSISTENCY);
                case SERIALIZABLE -> List.of(SNAPSHOT_ISOLATION, REPEATABLE_READ);
            };
        }

        boolean implies(Level other) {
            return this == other || weaker().stream().anyMatch(level -> level.implies(other));
        }

        /** Whether one of its histories may show the anomaly, whatever the order that its cycle needs. */
        boolean allows(Anomaly anomaly) {
            return weakestForbidding(anomaly).stream().noneMatch(this::implies);
        }

        private static List<Level> weakestForbidding(Anomaly anomaly) {
            return switch (anomaly) {
                case Anomaly.GarbageRead garbage -> List.of(READ_UNCOMMITTED);
                case Anomaly.DuplicateElements duplicate -> List.of(READ_UNCOMMITTED);
                case Anomaly.CyclicVersions cyclic -> List.of(READ_UNCOMMITTED);
                case Anomaly.ReorderedAppends reordered -> List.of(READ_UNCOMMITTED);
                case Anomaly.FutureRead future -> List.of(READ_UNCOMMITTED);
                case Anomaly.Internal internal ->
                    internal.unseen() == Anomaly.Internal.Unseen.OWN_WRITE
                            ? List.of(READ_UNCOMMITTED)
                            : List.of(READ_ATOMIC);
                case Anomaly.AbortedRead aborted -> List.of(READ_COMMITTED);
                case Anomaly.IntermediateRead intermediate -> List.of(READ_COMMITTED);
                case Anomaly.DirtyUpdate dirty -> List.of(READ_COMMITTED);
                // Some of what was read was undone: it was aborted, or not there at all.
                case Anomaly.IncompatibleOrder incompatible -> List.of(READ_COMMITTED);
                case Anomaly.ObservedTransactionVanishes vanishes -> List.of(MONOTONIC_ATOMIC_VIEW);
                case Anomaly.LostUpdate lost -> List.of(PARALLEL_SNAPSHOT_ISOLATION, REPEATABLE_READ);
                // Without predicates repeatable read is serializability.
                case NoOrder none -> List.of(none.model().level == SERIALIZABLE ? REPEATABLE_READ : none.model().level);
                case Anomaly.Cycle cycle ->
                    switch (cycle.phenomenon()) {
                        case G0 -> List.of(READ_UNCOMMITTED);
                        case G1C -> List.of(READ_COMMITTED);
                        case G_SINGLE ->
                            cycle.isOfSnapshots()
                                    ? List.of(PARALLEL_SNAPSHOT_ISOLATION, PREFIX_CONSISTENCY, REPEATABLE_READ)
                                    : List.of(PARALLEL_SNAPSHOT_ISOLATION, REPEATABLE_READ);
                        case G_NONADJACENT ->
                            cycle.isOfSnapshots()
                                    ? List.of(PREFIX_CONSISTENCY, REPEATABLE_READ)
                                    : List.of(SNAPSHOT_ISOLATION, REPEATABLE_READ);
                        case G2_ITEM -> List.of(REPEATABLE_READ);
                    };
            };
        }
    }

    private final String label;
    private final Level level;
    private final Ordering ordering;

    ConsistencyModel(String label, Level level, Ordering ordering) {
        this.label = label;
        this.level = level;
        this.ordering = ordering;
    }

    /** Its name, such as {@code strict-serializable}. */
    public String label() {
        return label;
    }

    /** The order that it keeps beside dependencies. */
    public Ordering ordering() {
        return ordering;
    }

    public static Optional<ConsistencyModel> named(String label) {
        return Arrays.stream(values())
                .filter(model -> model.label.equals(label))
                .findFirst();
    }

    /** The model of a level at which all agree on one order of events. */
    static ConsistencyModel of(Isolation isolation, Ordering ordering) {
        return Arrays.stream(values())
                .filter(model -> model.ordering == ordering && model.isolation().equals(Optional.of(isolation)))
                .findFirst()
                .orElseThrow();
    }

    /** At which all transactions agree on one order of events; empty if that is not what the model says. */
    Optional<Isolation> isolation() {
        return switch (level) {
            case SERIALIZABLE -> Optional.of(Isolation.SERIALIZABILITY);
            case SNAPSHOT_ISOLATION -> Optional.of(Isolation.SNAPSHOT_ISOLATION);
            case PREFIX_CONSISTENCY -> Optional.of(Isolation.PREFIX_CONSISTENCY);
            default -> Optional.empty();
        };
    }

    /** What each must have seen, if that is what the model says. */
    Optional<Guarantee> guarantee() {
        return switch (level) {
            case MONOTONIC_ATOMIC_VIEW -> Optional.of(Guarantee.MONOTONIC_ATOMIC_VIEW);
            case READ_YOUR_WRITES -> Optional.of(Guarantee.READ_YOUR_WRITES);
            case MONOTONIC_READS -> Optional.of(Guarantee.MONOTONIC_READS);
            case MONOTONIC_WRITES -> Optional.of(Guarantee.MONOTONIC_WRITES);
            case WRITES_FOLLOW_READS -> Optional.of(Guarantee.WRITES_FOLLOW_READS);
            case READ_ATOMIC -> Optional.of(Guarantee.READ_ATOMIC);
            case PRAM -> Optional.of(Guarantee.PRAM);
            case CAUSAL_CONSISTENCY -> Optional.of(Guarantee.CAUSAL_CONSISTENCY);
            default -> Optional.empty();
        };
    }

    /** Whether it forbids nothing with anti-dependencies: then versions whose order is not known may have any. */
    boolean isOfReads() {
        return Level.READ_COMMITTED.implies(level);
    }

    /** Whether what it forbids are cycles of dependencies, and anomalies that need none. */
    boolean isOfDependencies() {
        return level != Level.PREFIX_CONSISTENCY && guarantee().isEmpty();
    }

    /** Whether every history of this model is one of the other. */
    public boolean implies(ConsistencyModel other) {
        return level.implies(other.level) && ordering.compareTo(other.ordering) >= 0;
    }

    /** Whether no history of this model shows the anomaly. */
    public boolean forbids(Anomaly anomaly) {
        Ordering needed = switch (anomaly) {
            case Anomaly.Cycle cycle -> cycle.ordering();
            case NoOrder none -> none.model().ordering();
            default -> Ordering.DEPENDENCIES;
        };
        return needed.compareTo(ordering) <= 0 && !level.allows(anomaly);
    }
}
