package next700.network;

import java.util.List;
import java.util.TreeSet;
import next700.process.ReplicaId;

/**
 * Replicas are killed at once, and started again at once, each with what it had stored.
 *
 * @param from when, as a part of the load's duration
 * @param until when they are started again, likewise
 */
public record Outage(List<ReplicaId> replicas, double from, double until) {
    private static final double USUAL_FROM = 1.0 / 3;
    private static final double USUAL_UNTIL = 2.0 / 3;

    public Outage {
        replicas = List.copyOf(new TreeSet<>(replicas));
        if (replicas.isEmpty() || !(from >= 0 && from < until && until <= 1)) {
            throw new IllegalArgumentException(
                    "an outage is of at least one replica, and from 0 <= " + from + " < " + until + " <= 1 of a run");
        }
    }

    /** In the middle third of the run. */
    public static Outage of(List<ReplicaId> replicas) {
        return new Outage(replicas, USUAL_FROM, USUAL_UNTIL);
    }

    /** Of one replica, in the middle third of the run. */
    public static Outage of(ReplicaId replica) {
        return of(List.of(replica));
    }
}
