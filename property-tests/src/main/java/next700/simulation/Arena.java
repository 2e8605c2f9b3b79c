package next700.simulation;

import java.util.List;
import java.util.OptionalLong;
import next700.protocol.Group;
import next700.protocol.InstanceId;
import next700.protocol.Timing;
import next700.protocol.chain.Chain;
import next700.protocol.composition.Composition;
import next700.protocol.zlight.ZLight;

/** What all runs of a campaign have in common, and what a tape therefore does not say. */
public record Arena(Composition composition, Group group) {
    /** {@code Δ} in units of virtual time. */
    public static final Timing TIMING = new Timing(10);

    /** Small, so that the few requests of a run fill batches, and come in several. */
    private static final int BATCH_LIMIT = 2;

    /** The compositions that are simulated: those of the networks, with bounds that short runs reach. */
    private static final List<Composition> COMPOSITIONS = List.of(
            Composition.QUORUM,
            new Composition("zlight", List.of(new ZLight(BATCH_LIMIT))),
            new Composition("chain", List.of(new Chain(BATCH_LIMIT, OptionalLong.empty()))));

    private static Arena of(Composition composition, int f) {
        if (f < 1) {
            throw new IllegalArgumentException("a run needs room for a fault: f must be at least 1, not " + f);
        }
        return new Arena(composition, new Group(f));
    }

    /** A composition among {@code 3f + 1} replicas. */
    public static Arena of(String composition, int f) {
        return of(
                COMPOSITIONS.stream()
                        .filter(known -> known.name().equals(composition))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + composition + "' cannot be simulated")),
                f);
    }

    /** Quorum after Quorum among {@code 3f + 1} replicas. */
    public static Arena quorum(int f) {
        return of(Composition.QUORUM, f);
    }

    /** {@code T}, how long the clients of an instance wait. */
    public long patience(InstanceId instance) {
        return TIMING.patienceMillis(composition.protocolOf(instance).messageDelays(group));
    }

    public int f() {
        return group.f();
    }

    public int replicas() {
        return group.size();
    }
}
