package next700.protocol.pbft;

import java.util.Optional;
import next700.protocol.Effects;
import next700.protocol.InstanceReplica;
import next700.protocol.LocalHistory;
import next700.protocol.Message;
import next700.protocol.ReplicaId;
import next700.protocol.Setting;
import next700.protocol.Speculation;
import next700.protocol.Spoken;
import next700.protocol.Timer;
import next700.protocol.Timing;

/** A replica of PBFT on its own: the order, and the execution of what it orders. */
public final class PbftReplica implements InstanceReplica {
    private final PbftOrder order;

    public PbftReplica(
            Setting<ReplicaId> setting,
            Timing timing,
            PbftSettings settings,
            Speculation speculation,
            Optional<Spoken> forgotten) {
        this.order = new PbftOrder(setting, timing, settings, new Execution(setting, speculation), forgotten);
    }

    @Override
    public void onMessage(Message message, Effects out) {
        order.onMessage(message, out);
    }

    @Override
    public void onTimer(Timer timer, Effects out) {
        order.onTimer(timer, out);
    }

    /** PBFT never aborts. */
    @Override
    public Optional<LocalHistory> local() {
        return Optional.empty();
    }

    public PbftOrder order() {
        return order;
    }
}
