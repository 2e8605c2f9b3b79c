package next700.protocol.backup;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Restartable;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.Timing;
import next700.protocol.checkpoints.Checkpointed;
import next700.protocol.ordering.Ordering;
import next700.protocol.ordering.TotalOrder;
import next700.protocol.panicking.Abort;

/** Backup over a total order (thesis 3.4.3). It commits {@code k} requests whenever {@code 2f + 1} replicas are up. */
public record Backup(Ordering ordering, Term term) implements Restartable {
    @Override
    public String name() {
        return "backup";
    }

    @Override
    public int messageDelays(ByzantineGroup group) {
        return ordering.messageDelays();
    }

    @Override
    public InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation) {
        return make(setting, timing, speculation, Optional.empty());
    }

    @Override
    public InstanceReplica restarted(
            Setting<ReplicaId> setting, Timing timing, Speculation speculation, Spoken forgotten, Effects out) {
        BackupReplica replica = make(setting, timing, speculation, Optional.of(forgotten));
        replica.order().resume(out);
        return replica;
    }

    private BackupReplica make(
            Setting<ReplicaId> setting, Timing timing, Speculation speculation, Optional<Spoken> forgotten) {
        BackupApplication application = new BackupApplication(setting, term, speculation);
        return new BackupReplica(application, ordering.replica(setting, timing, application, forgotten));
    }

    @Override
    public InstanceClient client(Setting<ClientId> setting, Timing timing) {
        return new BackupClient(setting, ordering.client(setting, timing));
    }

    @Override
    public List<String> packages() {
        return Stream.concat(
                        Protocol.packagesOf(Backup.class, TotalOrder.class, Abort.class, Checkpointed.class).stream(),
                        Stream.of(ordering.getClass().getPackageName()))
                .toList();
    }
}
