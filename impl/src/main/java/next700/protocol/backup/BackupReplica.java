package next700.protocol.backup;

import java.util.Optional;
import next700.process.Effects;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.checkpoints.Fetched;
import next700.protocol.ordering.TotalOrder;

/** A replica of Backup: the total order, and what it makes of it. */
record BackupReplica(BackupApplication application, TotalOrder order) implements InstanceReplica {
    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        if (message instanceof Fetched fetched) {
            if (application.local().onFetched(fetched, out)) {
                order.goOn(out);
            }
        } else {
            order.onMessage(message, out);
        }
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        order.onTimer(timer, out);
    }

    @Override
    public void check() {
        order.check();
    }

    @Override
    public Optional<LocalHistory> local() {
        return Optional.of(application.local());
    }
}
