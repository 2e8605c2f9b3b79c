package next700.protocol.qu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import next700.process.Group;
import next700.process.ReplicaId;
import next700.process.Threshold;

/**
 * The servers and their quorums (section 3.3, constraints 2 to 4 with thresholds): t servers may fail, b of these may lie. Two quorums
 * have a repairable set in common that does not lie, and a quorum and a repairable set have a correct server in common.
 */
public record QuGroup(int t, int b) implements Group {
    /** A bound on what a person would configure. */
    public static final int MOST_FAULTS = 5;

    public QuGroup {
        if (t < 1 || t > MOST_FAULTS) {
            throw new IllegalArgumentException("t must be between 1 and " + MOST_FAULTS + ", not " + t);
        }
        if (b < 0 || b > t) {
            throw new IllegalArgumentException("b must be between 0 and t = " + t + ", not " + b);
        }
    }

    /** Whoever fails may lie: {@code 5f+1} servers. */
    public static QuGroup of(int f) {
        if (f < 1 || f > MOST_FAULTS) {
            throw new IllegalArgumentException("f must be between 1 and " + MOST_FAULTS + ", not " + f);
        }
        return new QuGroup(f, f);
    }

    @Override
    public int f() {
        return t;
    }

    @Override
    public int size() {
        return 3 * t + 2 * b + 1;
    }

    /** Of a candidate that is complete, so many servers tell. */
    @Threshold("2t+2b+1")
    public int quorum() {
        return 2 * t + 2 * b + 1;
    }

    /** Of a candidate that may be complete, each quorum has so many servers that tell. */
    @Threshold("t+b+1")
    public int repairable() {
        return t + b + 1;
    }

    /** Of so many one does not lie. */
    @Threshold("b+1")
    public int vouched() {
        return b + 1;
    }

    /** All servers, those of an object's preferred quorum first: "assigning preferred quorums based on the object ID modulo n". */
    List<ReplicaId> byPreference(int object) {
        List<ReplicaId> order = new ArrayList<>(replicas());
        Collections.rotate(order, -(object % size()));
        return order;
    }

    @Override
    public String toString() {
        return "%d servers, t = %d, b = %d".formatted(size(), t, b);
    }
}
