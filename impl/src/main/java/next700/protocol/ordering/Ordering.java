package next700.protocol.ordering;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.Timing;

/** A protocol for total order: how to make its two halves. */
public interface Ordering {
    /** One-way messages on the critical path from a submission to the answers. */
    int messageDelays();

    /**
     * Makes a replica's half.
     *
     * @param forgotten bounds on what a former life of this replica, whose memory is lost, may have said in this instance
     */
    TotalOrder replica(
            Setting<ReplicaId> setting, Timing timing, OrderedApplication application, Optional<Spoken> forgotten);

    Submitter client(Setting<ClientId> setting, Timing timing);
}
