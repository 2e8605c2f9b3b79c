package register;

import next700.process.Group;
import next700.process.Threshold;

/** {@code 2f + 1} replicas, of which f may crash. */
public record Majority(int f) implements Group {
    private static final int MOST = 10;

    public Majority {
        if (f < 1 || f > MOST) {
            throw new IllegalArgumentException("f must be between 1 and " + MOST + ", not " + f);
        }
    }

    /** So many answers: any two sets of them have a replica in common, and so many replicas are up. */
    @Threshold("majority")
    public int majority() {
        return f + 1;
    }

    @Override
    public int size() {
        return 2 * f + 1;
    }
}
