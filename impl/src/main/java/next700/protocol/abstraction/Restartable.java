package next700.protocol.abstraction;

import next700.process.Effects;
import next700.process.ReplicaId;

/**
 * A protocol whose replicas come back in the very instance in which they lost their memory. Before they speak they note how
 * far they do ({@link next700.process.Effect.Store}), so that their next life knows what it might contradict. Of other protocols it is
 * noted that anything may have been said, and a replica that lost its memory stays silent in the instance for good.
 */
public interface Restartable extends Protocol {
    /**
     * Makes a replica whose former life lost its memory in this instance.
     *
     * @param speculation of an execution that has not begun
     * @param forgotten bounds on what the former life may have said
     * @param out what the replica does first, to get back what it lost
     */
    InstanceReplica restarted(
            Setting<ReplicaId> setting, Timing timing, Speculation speculation, Spoken forgotten, Effects out);
}
