package next700.simulation;

import next700.protocol.Group;
import next700.protocol.composition.Composition;

/** What all runs of a campaign have in common, and what a tape therefore does not say. */
public record Arena(Composition composition, Group group) {
    public static Arena of(Composition composition, int f) {
        if (f < 1) {
            throw new IllegalArgumentException("a run needs room for a fault: f must be at least 1, not " + f);
        }
        return new Arena(composition, new Group(f));
    }

    /** Quorum after Quorum among {@code 3f + 1} replicas. */
    public static Arena quorum(int f) {
        return of(Composition.QUORUM, f);
    }

    public int f() {
        return group.f();
    }

    public int replicas() {
        return group.size();
    }
}
