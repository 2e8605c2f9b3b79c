package next700.costs;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Protocol;
import next700.rounds.Rational;

/**
 * What was counted.
 *
 * @param delays one-way messages from the invocation of a request that is alone to its commit
 * @param batch how many requests were ordered together
 * @param bottleneck the replica that made and verified most MACs
 * @param macs how many that were for one batch, by the kind of message that it was busy with
 * @param signatures how many signatures all replicas made and verified for it
 */
public record Cost(int delays, int batch, ReplicaId bottleneck, Map<String, Integer> macs, int signatures) {
    public Cost {
        macs = Map.copyOf(macs);
    }

    /** MAC operations at the bottleneck replica per request. */
    public Rational macsPerRequest() {
        return new Rational(sum(macs), batch);
    }

    /**
     * Counts the cost of a batch as what a batch adds: a run with one request more than the batch has, less a run with that
     * request alone, which a primary may order at once.
     */
    public static Cost of(Protocol protocol, ByzantineGroup group, int batch) {
        LockStep alone = new LockStep(protocol, group, 1).run();
        LockStep together = new LockStep(protocol, group, 1 + batch).run();
        SortedMap<ReplicaId, Map<String, Integer>> added = new TreeMap<>();
        int signatures = 0;
        for (ReplicaId replica : group.replicas()) {
            Meter before = alone.meters().get(replica);
            Meter after = together.meters().get(replica);
            added.put(replica, after.macsBeyond(before.macs()));
            signatures += after.signatures() - before.signatures();
        }
        return of(alone.rounds(), batch, added, signatures);
    }

    /**
     * What was counted, of which the bottleneck is found out.
     *
     * @param added the MACs of each replica, by the kind of message that it was busy with
     */
    static Cost of(int delays, int batch, SortedMap<ReplicaId, Map<String, Integer>> added, int signatures) {
        ReplicaId bottleneck = added.firstKey();
        for (Map.Entry<ReplicaId, Map<String, Integer>> replica : added.entrySet()) {
            if (sum(replica.getValue()) > sum(added.get(bottleneck))) {
                bottleneck = replica.getKey();
            }
        }
        return new Cost(delays, batch, bottleneck, added.get(bottleneck), signatures);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
