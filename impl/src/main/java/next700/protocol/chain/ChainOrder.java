package next700.protocol.chain;

import java.util.List;
import next700.process.ReplicaId;
import next700.process.Threshold;
import next700.protocol.abstraction.ByzantineGroup;

/**
 * The chain order, and who authenticates what for whom in it (thesis 3.5.1.2). Every process makes MACs for its
 * successor set and verifies those of its predecessor set, which has {@code f + 1} replicas where there are as many, and
 * so a correct one: that is why nobody in the chain can be bypassed.
 */
public record ChainOrder(ByzantineGroup group) {
    ReplicaId head() {
        return group.replicas().get(0);
    }

    ReplicaId tail() {
        return group.replicas().get(group.size() - 1);
    }

    ReplicaId successor(ReplicaId replica) {
        return new ReplicaId(replica.number() + 1);
    }

    ReplicaId predecessor(ReplicaId replica) {
        return new ReplicaId(replica.number() - 1);
    }

    /** {@code f + 1}, the size of successor sets. */
    @Threshold("CA.f+1")
    public int reach() {
        return group.f() + 1;
    }

    /** The replicas that a replica makes MACs for: the next {@code f + 1}, as far as there are so many. */
    List<ReplicaId> successors(ReplicaId replica) {
        return between(replica.number() + 1, replica.number() + reach());
    }

    /** The replicas that a replica needs a MAC of. */
    List<ReplicaId> predecessors(ReplicaId replica) {
        return between(replica.number() - reach(), replica.number() - 1);
    }

    /** The replicas that a client makes MACs for: the first {@code f + 1}. */
    List<ReplicaId> successorsOfClients() {
        return between(1, reach());
    }

    /** The replicas that a client needs a MAC of: the last {@code f + 1}, {@code Σ_last}. */
    List<ReplicaId> last() {
        return between(group.size() - reach() + 1, group.size());
    }

    private List<ReplicaId> between(int from, int to) {
        return group.replicas().subList(Math.max(from, 1) - 1, Math.min(Math.max(to, 0), group.size()));
    }
}
