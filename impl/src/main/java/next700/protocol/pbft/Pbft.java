package next700.protocol.pbft;

import java.util.Optional;
import next700.protocol.ClientId;
import next700.protocol.Effects;
import next700.protocol.Group;
import next700.protocol.InstanceClient;
import next700.protocol.InstanceReplica;
import next700.protocol.ReplicaId;
import next700.protocol.Restartable;
import next700.protocol.Setting;
import next700.protocol.Speculation;
import next700.protocol.Spoken;
import next700.protocol.Timing;

/**
 * PBFT on its own: an Abstract instance that never aborts (thesis, Appendix A). It commits whenever {@code 2f + 1} replicas
 * are up and links deliver in time.
 */
public record Pbft(PbftSettings settings) implements Restartable {
    public Pbft() {
        this(PbftSettings.DEFAULT);
    }

    @Override
    public String name() {
        return "pbft";
    }

    /** The request, the three phases, and the answers. */
    @Override
    public int messageDelays(Group group) {
        return 5;
    }

    @Override
    public InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation) {
        return new PbftReplica(setting, timing, settings, speculation, Optional.empty());
    }

    @Override
    public InstanceReplica restarted(
            Setting<ReplicaId> setting, Timing timing, Speculation speculation, Spoken forgotten, Effects out) {
        PbftReplica replica = new PbftReplica(setting, timing, settings, speculation, Optional.of(forgotten));
        replica.order().resume(out);
        return replica;
    }

    @Override
    public InstanceClient client(Setting<ClientId> setting, Timing timing) {
        return new PbftClient(setting, timing);
    }
}
