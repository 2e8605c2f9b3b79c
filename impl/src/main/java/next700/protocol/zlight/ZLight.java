package next700.protocol.zlight;

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
import next700.protocol.sequencing.Orderer;
import next700.protocol.unanimity.Req;

/**
 * ZLight (thesis 3.4.2 and B.2): Zyzzyva's common case. A primary orders, all replicas execute speculatively, and the
 * client commits what all answer alike. It commits as long as there are no server or link failures and no Byzantine
 * client, and aborts otherwise.
 *
 * @param batchLimit how many requests the primary orders at once
 * @param checkpointInterval CHK, after how many requests replicas take a checkpoint
 */
public record ZLight(int batchLimit, int checkpointInterval) implements Checkpointed {
    @Override
    public String name() {
        return "zlight";
    }

    /** {@code r_1}. */
    static ReplicaId primary(ByzantineGroup group) {
        return group.replicas().get(0);
    }

    /** The request, the order, and the answers. */
    @Override
    public int messageDelays(ByzantineGroup group) {
        return 3;
    }

    @Override
    public InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation) {
        return new ZLightReplica(setting, timing, this, speculation);
    }

    @Override
    public InstanceClient client(Setting<ClientId> setting, Timing timing) {
        return new PatientClient(setting, timing, messageDelays(setting.group()), new ZLightClient(setting));
    }

    @Override
    public List<String> packages() {
        return Protocol.packagesOf(ZLight.class, Req.class, Orderer.class, PatientClient.class, Checkpointed.class);
    }
}
