package next700.protocol.abstraction;

import next700.process.ClientId;
import next700.process.ReplicaId;
/** An implementation of Abstract: how to make its replicas and clients. */
public interface Protocol {
    String name();

    /** One-way messages on the critical path from an invocation to its commit, which timer T allows for. */
    int messageDelays(ByzantineGroup group);

    /**
     * Makes a replica.
     *
     * @param speculation where the replica's execution stood in the instance before
     */
    InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation);

    InstanceClient client(Setting<ClientId> setting, Timing timing);
}
