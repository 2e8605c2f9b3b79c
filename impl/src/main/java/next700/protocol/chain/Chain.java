package next700.protocol.chain;

import java.util.List;
import java.util.OptionalLong;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Timing;
import next700.protocol.checkpoints.Checkpointed;
import next700.protocol.panicking.PatientClient;
import next700.protocol.sequencing.Orderer;

/**
 * Chain (thesis 3.5.1.2 and B.4): a pipeline from the head to the tail, with chain authenticators. It commits as long as
 * there are no server or link failures and no Byzantine client, and aborts otherwise; and, if that is wanted, when there
 * is no contention (3.5.1.3).
 *
 * @param batchLimit how many requests the head orders at once
 * @param contentionMillis for how long a single client may be alone before replicas stop; absent if for ever
 * @param checkpointInterval CHK, after how many requests replicas take a checkpoint
 */
public record Chain(int batchLimit, OptionalLong contentionMillis, int checkpointInterval) implements Checkpointed {
    @Override
    public String name() {
        return "chain";
    }

    @Override
    public InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation) {
        return new ChainReplica(setting, timing, this, speculation);
    }

    /** One to each replica, and one from the tail. */
    @Override
    public int messageDelays(ByzantineGroup group) {
        return group.size() + 1;
    }

    @Override
    public InstanceClient client(Setting<ClientId> setting, Timing timing) {
        return new PatientClient(setting, timing, messageDelays(setting.group()), new ChainClient(setting));
    }

    @Override
    public List<String> packages() {
        return Protocol.packagesOf(Chain.class, Orderer.class, PatientClient.class, Checkpointed.class);
    }
}
