package next700.protocol;

import java.util.Optional;

/** An implementation of Abstract: how to make its replicas and clients. */
public interface Protocol {
    String name();

    /** One-way messages on the critical path from an invocation to its commit, which timer T allows for. */
    int messageDelays(Group group);

    /**
     * Makes a replica.
     *
     * @param speculation where the replica's execution stood in the instance before
     */
    InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation);

    /**
     * Makes a replica whose former life lost its memory in this very instance; nothing if it must stay silent there for
     * good, because the protocol has no way to catch up.
     *
     * @param forgotten bounds on what the former life may have said
     */
    default Optional<InstanceReplica> restarted(
            Setting<ReplicaId> setting, Timing timing, Speculation speculation, Spoken forgotten) {
        return Optional.empty();
    }

    InstanceClient client(Setting<ClientId> setting, Timing timing);
}
