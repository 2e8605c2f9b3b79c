package next700.protocol.quorum;

import next700.protocol.ClientId;
import next700.protocol.InstanceClient;
import next700.protocol.InstanceReplica;
import next700.protocol.Protocol;
import next700.protocol.ReplicaId;
import next700.protocol.Setting;
import next700.protocol.Speculation;
import next700.protocol.Timing;
import next700.protocol.panicking.PatientClient;

/**
 * Quorum (thesis 3.5.1.1 and B.3): one round trip from client to all replicas and back. It commits as long as there
 * are no server or link failures, no Byzantine client and no contention, and aborts otherwise.
 */
public final class Quorum implements Protocol {
    /** Of the critical path: the request, and the answers. */
    private static final int MESSAGE_DELAYS = 2;

    @Override
    public String name() {
        return "quorum";
    }

    @Override
    public InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation) {
        return new QuorumReplica(setting, speculation);
    }

    @Override
    public InstanceClient client(Setting<ClientId> setting, Timing timing) {
        return new PatientClient(setting, timing, MESSAGE_DELAYS, new QuorumClient(setting));
    }
}
