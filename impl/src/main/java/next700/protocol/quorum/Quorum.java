package next700.protocol.quorum;

import java.util.List;
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
import next700.protocol.unanimity.Req;

/**
 * Quorum (thesis 3.5.1.1 and B.3): one round trip from client to all replicas and back. It commits as long as there
 * are no server or link failures, no Byzantine client and no contention, and aborts otherwise.
 *
 * @param checkpointInterval CHK, after how many requests replicas take a checkpoint
 */
public record Quorum(int checkpointInterval) implements Checkpointed {
    @Override
    public String name() {
        return "quorum";
    }

    /** The request, and the answers. */
    @Override
    public int messageDelays(ByzantineGroup group) {
        return 2;
    }

    @Override
    public InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation) {
        return new QuorumReplica(setting, timing, this, speculation);
    }

    @Override
    public InstanceClient client(Setting<ClientId> setting, Timing timing) {
        return new PatientClient(setting, timing, messageDelays(setting.group()), new QuorumClient(setting));
    }

    @Override
    public List<String> packages() {
        return Protocol.packagesOf(Quorum.class, Req.class, PatientClient.class, Checkpointed.class);
    }
}
