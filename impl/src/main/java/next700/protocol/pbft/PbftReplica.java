package next700.protocol.pbft;

import java.util.Optional;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.Timing;

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
    public void onMessage(InstanceMessage message, Effects out) {
        order.onMessage(message, out);
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        order.onTimer(timer, out);
    }

    @Override
    public void check() {
        order.check();
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
