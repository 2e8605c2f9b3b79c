package next700.protocol.pbft;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.Timing;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.Ordering;
import next700.protocol.ordering.Submitter;
import next700.protocol.ordering.TotalOrder;

/** PBFT as a total order for whoever needs one. */
public record PbftOrdering(PbftSettings settings) implements Ordering {
    /** The request, the three phases, and the answers. */
    @Override
    public int messageDelays() {
        return 5;
    }

    @Override
    public TotalOrder replica(
            Setting<ReplicaId> setting, Timing timing, OrderedApplication application, Optional<Spoken> forgotten) {
        return new PbftOrder(setting, timing, settings, application, forgotten);
    }

    @Override
    public Submitter client(Setting<ClientId> setting, Timing timing) {
        return new PbftSubmitter(setting, timing);
    }
}
