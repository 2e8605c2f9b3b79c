package next700.protocol.abstraction;

import next700.process.Group;
import next700.process.ReplicaId;
import next700.process.Threshold;

/**
 * The replicas {@code Σ} of a protocol that tolerates {@code f} Byzantine ones among {@code 3f + 1} (thesis 3.3),
 * and the sizes of sets of them that its proofs lean on.
 */
public record ByzantineGroup(int f) implements Group {
    /** A bound on what a person would configure, not on the protocols. */
    public static final int MAX_FAULTS = (ReplicaId.MAX_NUMBER - 1) / 3;

    public ByzantineGroup {
        if (f < 0 || f > MAX_FAULTS) {
            throw new IllegalArgumentException("f must be between 0 and " + MAX_FAULTS + ", not " + f);
        }
    }

    /** {@code 3f + 1}: every replica. What all of them say, each correct one says. */
    @Threshold("n")
    public int everyone() {
        return 3 * f + 1;
    }

    /** {@code 2f + 1}: as many as surely answer, with a majority of correct replicas among them. */
    @Threshold("2f+1")
    public int certificate() {
        return 2 * f + 1;
    }

    /** {@code f + 1}: one of them is correct. */
    @Threshold("f+1")
    public int oneCorrect() {
        return f + 1;
    }

    /** Never a threshold: the sizes above are. */
    @Override
    public int size() {
        return 3 * f + 1;
    }
}
