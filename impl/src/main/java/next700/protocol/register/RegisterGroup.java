package next700.protocol.register;

import java.util.Collection;
import next700.process.Group;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Threshold;
import next700.quorums.QuorumSystem;
import next700.quorums.ServerSet;
import next700.quorums.Systems;

/** The replicas of a register, and its quorums of them. */
public final class RegisterGroup implements Group {
    /** A bound on what a person would configure. */
    public static final int MOST_FAULTS = 4;

    private final Variant variant;
    private final int f;
    private final QuorumSystem reads;
    private final QuorumSystem writes;

    /**
     * Makes a group.
     *
     * @throws IllegalArgumentException if f is none of 1 to {@value #MOST_FAULTS}
     */
    public RegisterGroup(Variant variant, int f) {
        if (f < 1 || f > MOST_FAULTS) {
            throw new IllegalArgumentException("f must be between 1 and " + MOST_FAULTS + ", not " + f);
        }
        this.variant = variant;
        this.f = f;
        this.reads = variant.asked(this);
        this.writes = variant.told(this);
    }

    public Variant variant() {
        return variant;
    }

    /** More than half. */
    @Threshold("majority")
    public int majority() {
        return Systems.majoritySize(size());
    }

    /** More than half of the weight. */
    @Threshold("weight")
    public int weight() {
        return Systems.majoritySize(
                Variant.weights(f).stream().mapToInt(Integer::intValue).sum());
    }

    /** Two sets of so many have a correct replica in common. */
    @Threshold("dissemination")
    public int dissemination() {
        return Systems.disseminationSize(size(), f);
    }

    /** Two sets of so many have f+1 correct replicas in common. */
    @Threshold("masking")
    public int masking() {
        return Systems.maskingSize(size(), f);
    }

    /** Of so many one is correct. */
    @Threshold("f+1")
    public int oneCorrect() {
        return f + 1;
    }

    /** Whether these contain a quorum that is asked. */
    boolean isReadQuorum(Collection<? extends ProcessId> replicas) {
        return reads.isQuorum(set(replicas));
    }

    /** Whether these contain a quorum that is told. */
    boolean isWriteQuorum(Collection<? extends ProcessId> replicas) {
        return writes.isQuorum(set(replicas));
    }

    private static ServerSet set(Collection<? extends ProcessId> replicas) {
        ServerSet set = ServerSet.EMPTY;
        for (ProcessId replica : replicas) {
            set = set.with(((ReplicaId) replica).number() - 1);
        }
        return set;
    }

    /** The quorums that are asked. */
    public QuorumSystem reads() {
        return reads;
    }

    /** The quorums that are told. */
    public QuorumSystem writes() {
        return writes;
    }

    @Override
    public int f() {
        return f;
    }

    @Override
    public int size() {
        return variant.size(f);
    }

    @Override
    public String toString() {
        return variant.title() + " of " + size() + " replicas, f = " + f;
    }
}
